package dev.tandem.gateway.edge.dav;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Addresses as [Target]s, and back. A segment is decoded once, strictly; what could mean another
/// place to somebody else (dot segments, encoded slashes, control characters) names nothing.
final class Hrefs {
  /// Where the tree begins.
  static final String BASE = "/dav/";

  private static final String UNESCAPED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~@";
  private static final Pattern UUID_SHAPE =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final String origin;
  private final int nameBytes;

  /// `origin` is ours, as clients write it before a path.
  Hrefs(String origin, int nameBytes) {
    this.origin = origin;
    this.nameBytes = nameBytes;
  }

  /// What a `DAV:href` of a request names: an absolute path, or a URL of ours.
  Optional<Target> href(String text) {
    String path = text.strip();
    if (path.startsWith(origin + "/")) {
      path = path.substring(origin.length());
    }
    return target(path);
  }

  /// What a path names; empty when that is nothing.
  Optional<Target> target(String path) {
    if (path.equals("/dav")) {
      return Optional.of(new Target.Root());
    }
    if (!path.startsWith(BASE) || path.indexOf('?') >= 0 || path.indexOf('#') >= 0) {
      return Optional.empty();
    }
    String rest = path.substring(BASE.length());
    if (rest.isEmpty()) {
      return Optional.of(new Target.Root());
    }
    boolean folder = rest.endsWith("/");
    List<String> segments =
        List.of((folder ? rest.substring(0, rest.length() - 1) : rest).split("/", -1));
    return switch (segments.getFirst()) {
      case "principals" -> principal(segments);
      case "addressbooks" -> books(segments, folder);
      default -> Optional.empty();
    };
  }

  private static Optional<Target> principal(List<String> segments) {
    return switch (segments.size()) {
      case 1 -> Optional.of(new Target.Principals());
      case 2 -> id(segments.get(1)).map(Target.Principal::new);
      default -> Optional.empty();
    };
  }

  private Optional<Target> books(List<String> segments, boolean folder) {
    if (segments.size() < 2 || segments.size() > 4) {
      return Optional.empty();
    }
    Optional<UUID> workspace = id(segments.get(1));
    if (segments.size() == 2) {
      return workspace.map(Target.Home::new);
    }
    if (!segments.get(2).equals("contacts")) {
      return Optional.empty();
    }
    if (segments.size() == 3) {
      return workspace.map(Target.Book::new);
    }
    return folder
        ? Optional.empty()
        : workspace.flatMap(id -> decoded(segments.get(3)).map(name -> new Target.Card(id, name)));
  }

  private static Optional<UUID> id(String segment) {
    return UUID_SHAPE.matcher(segment).matches()
        ? Optional.of(UUID.fromString(segment))
        : Optional.empty();
  }

  private Optional<String> decoded(String segment) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(segment.length());
    for (int i = 0; i < segment.length(); i++) {
      char c = segment.charAt(i);
      if (c == '%') {
        int high = i + 2 < segment.length() ? Character.digit(segment.charAt(i + 1), 16) : -1;
        int low = i + 2 < segment.length() ? Character.digit(segment.charAt(i + 2), 16) : -1;
        if (high < 0 || low < 0) {
          return Optional.empty();
        }
        bytes.write(high * 16 + low);
        i += 2;
      } else if (c > 0x20 && c < 0x7f) {
        bytes.write(c);
      } else {
        return Optional.empty();
      }
    }
    if (bytes.size() > nameBytes) {
      return Optional.empty();
    }
    try {
      String name =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes.toByteArray()))
              .toString();
      return Optional.of(name).filter(Hrefs::nameable);
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static boolean nameable(String name) {
    return !name.isEmpty()
        && !name.startsWith(".")
        && name.codePoints()
            .noneMatch(c -> Character.isISOControl(c) || c == '/' || c == '\\' || c == 0xFFFE);
  }

  /// The path of a target, escaped (RFC 3986 section 2).
  static String path(Target target) {
    return switch (target) {
      case Target.Root _ -> BASE;
      case Target.Principals _ -> BASE + "principals/";
      case Target.Principal(UUID member) -> BASE + "principals/" + member + "/";
      case Target.Home(UUID workspace) -> BASE + "addressbooks/" + workspace + "/";
      case Target.Book(UUID workspace) -> BASE + "addressbooks/" + workspace + "/contacts/";
      case Target.Card(UUID workspace, String name) ->
          path(new Target.Book(workspace)) + encoded(name);
    };
  }

  private static String encoded(String name) {
    StringBuilder out = new StringBuilder(name.length() + 8);
    for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
      if (octet > 0 && UNESCAPED.indexOf(octet) >= 0) {
        out.append((char) octet);
      } else {
        out.append("%%%02X".formatted(octet & 0xff));
      }
    }
    return out.toString();
  }
}
