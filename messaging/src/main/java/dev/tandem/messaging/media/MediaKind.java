package dev.tandem.messaging.media;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What an attachment is, by its first bytes. What is not here is not taken: no page, no script, no
/// program, and no picture that is one (SVG). Pure.
public enum MediaKind {
  JPEG("image/jpeg", "FFD8FF"),
  PNG("image/png", "89504E470D0A1A0A"),
  GIF("image/gif", "47494638"),
  WEBP("image/webp", "52494646........57454250"),
  HEIC("image/heic", "........6674797068656963"),
  BMP("image/bmp", "424D"),
  MP4("video/mp4", "........66747970(69736F|6D7034|4D3456|61766331|64617368|4D534E56)"),
  THREE_GPP("video/3gpp", "........66747970(336770|336732)"),
  QUICKTIME("video/quicktime", "........667479707174"),
  M4A("audio/mp4", "........667479704D3441"),
  MP3("audio/mpeg", "(494433|FFFB|FFF3|FFF2)"),
  AMR("audio/amr", "2321414D52"),
  OGG("audio/ogg", "4F676753"),
  WAV("audio/wav", "52494646........57415645"),
  PDF("application/pdf", "255044462D"),
  VCARD("text/vcard", "");

  private static final int HEAD = 16;

  private final String mediaType;
  private final String head;

  MediaKind(String mediaType, String head) {
    this.mediaType = mediaType;
    this.head = head;
  }

  /// Its type (RFC 6838).
  public String mediaType() {
    return mediaType;
  }

  /// Whether a page may show or play it in place.
  public static boolean shows(String mediaType) {
    return mediaType.startsWith("image/")
        || mediaType.startsWith("audio/")
        || mediaType.startsWith("video/");
  }

  /// What these bytes are; empty when that is nothing that is taken.
  public static Optional<MediaKind> of(byte[] content) {
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < Math.min(HEAD, content.length); i++) {
      hex.append(String.format(Locale.ROOT, "%02X", content[i]));
    }
    Optional<MediaKind> known =
        Arrays.stream(values())
            .filter(kind -> !kind.head.isEmpty())
            .filter(kind -> hex.toString().matches(kind.head + ".*"))
            .findFirst();
    return known.or(() -> card(content) ? Optional.of(VCARD) : Optional.empty());
  }

  private static boolean card(byte[] content) {
    byte[] start = Arrays.copyOf(content, Math.min(64, content.length));
    return new String(start, StandardCharsets.UTF_8)
        .replace("\uFEFF", "")
        .stripLeading()
        .toUpperCase(Locale.ROOT)
        .startsWith("BEGIN:VCARD");
  }

  /// Whether it may be called so. Sound and moving pictures share containers; a type that says
  /// nothing is no lie.
  public boolean mayBeCalled(String claimed) {
    String type = claimed.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return switch (type) {
      case "", "application/octet-stream", "binary/octet-stream" -> true;
      case "text/x-vcard", "text/directory" -> this == VCARD;
      default ->
          type.equals(mediaType)
              || (!family(type).isEmpty() && family(type).equals(family(mediaType)));
    };
  }

  private static String family(String type) {
    if (type.startsWith("image/")) {
      return "image";
    }
    return type.startsWith("audio/") || type.startsWith("video/") ? "sound" : "";
  }
}
