package dev.tandem.messaging.carrier;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The fields of an `application/x-www-form-urlencoded` body or query, in order, repeated ones
/// kept.
///
/// Parsing is strict: bad percent escapes, bytes that are no UTF-8, or more than [Limits] allows
/// give no form at all, because a value that was guessed would also be guessed by the signature
/// check. Source: WHATWG URL, section 5.1, without its leniency.
public record Form(Map<String, List<String>> fields) {

  /// What one form may hold. The size of the whole is limited where the body is read.
  ///
  /// @param maxFields fields, repeats counted
  /// @param maxNameBytes bytes of a decoded name
  /// @param maxValueBytes bytes of a decoded value
  public record Limits(int maxFields, int maxNameBytes, int maxValueBytes) {
    /// Wide for every carrier: the largest real webhook has about 60 fields.
    public static final Limits WEBHOOK = new Limits(256, 256, 16 * 1024);
  }

  public Form {
    LinkedHashMap<String, List<String>> copy = new LinkedHashMap<>();
    fields.forEach((name, values) -> copy.put(name, List.copyOf(values)));
    fields = Collections.unmodifiableMap(copy);
  }

  /// Parses; empty when the bytes are no such form or exceed a limit.
  public static Optional<Form> parse(byte[] body, Limits limits) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    int count = 0;
    for (int at = 0; at < body.length; ) {
      int end = indexOf(body, '&', at, body.length);
      if (end > at) {
        int equals = indexOf(body, '=', at, end);
        Optional<String> name = decode(body, at, equals, limits.maxNameBytes());
        Optional<String> value =
            decode(body, Math.min(equals + 1, end), end, limits.maxValueBytes());
        if (++count > limits.maxFields() || name.isEmpty() || value.isEmpty()) {
          return Optional.empty();
        }
        fields.computeIfAbsent(name.get(), _ -> new ArrayList<>()).add(value.get());
      }
      at = end + 1;
    }
    return Optional.of(new Form(fields));
  }

  /// A form of single fields, in the order given.
  public static Form of(Map<String, String> single) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    single.forEach((name, value) -> fields.put(name, List.of(value)));
    return new Form(fields);
  }

  /// The form as a body or query.
  public String encode() {
    return fields.entrySet().stream()
        .flatMap(field -> field.getValue().stream().map(value -> pair(field.getKey(), value)))
        .collect(Collectors.joining("&"));
  }

  private static String pair(String name, String value) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8)
        + "="
        + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /// The value of a field that must not be ambiguous: empty when it is missing, or given with
  /// different values.
  public Optional<String> one(String name) {
    List<String> values = fields.getOrDefault(name, List.of());
    return values.stream().distinct().count() == 1
        ? Optional.of(values.getFirst())
        : Optional.empty();
  }

  /// Whether some field that should be single comes with different values.
  public boolean ambiguous(String name) {
    return fields.getOrDefault(name, List.of()).stream().distinct().count() > 1;
  }

  private static int indexOf(byte[] bytes, char wanted, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return to;
  }

  private static Optional<String> decode(byte[] bytes, int from, int to, int maxBytes) {
    ByteBuffer decoded = ByteBuffer.allocate(to - from);
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b == '%') {
        int high = i + 2 < to ? Character.digit(bytes[i + 1], 16) : -1;
        int low = i + 2 < to ? Character.digit(bytes[i + 2], 16) : -1;
        if (high < 0 || low < 0) {
          return Optional.empty();
        }
        b = (byte) (high << 4 | low);
        i += 2;
      } else if (b == '+') {
        b = ' ';
      }
      decoded.put(b);
    }
    decoded.flip();
    if (decoded.remaining() > maxBytes) {
      return Optional.empty();
    }
    try {
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(decoded).toString());
    } catch (CharacterCodingException notUtf8) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "Form[" + fields.size() + " names]";
  }
}
