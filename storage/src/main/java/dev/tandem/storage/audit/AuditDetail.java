package dev.tandem.storage.audit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// What is told of a deed besides who, what and when: named values, sealed with the entry. Never a
/// secret, and nothing that somebody said or wrote to somebody.
///
/// Kept as one line a value, `name=value`, with `\n` and `\\` for a line's end and a backslash.
public final class AuditDetail {
  /// What a value is.
  public enum Field {
    /// A person's, device's, key's or number's name.
    NAME,
    ROLE,
    /// How somebody came in: `password`, `link`.
    METHOD,
    /// The network address somebody came from.
    ADDRESS,
    /// The device or API key that was used, when it was not simply the actor's browser.
    VIA,
    NUMBER,
    CARRIER,
    ACCOUNT,
    /// How many things.
    COUNT,
    /// A file's format.
    FORMAT,
    /// A day that something was set back to.
    DAY,
    /// What was decided, as a word.
    DECISION,
    /// Which key: its class, month or the name of its place.
    KEY
  }

  private static final AuditDetail NONE = new AuditDetail(Map.of());

  private final Map<String, String> values;

  private AuditDetail(Map<String, String> values) {
    this.values = values;
  }

  public static AuditDetail none() {
    return NONE;
  }

  public static AuditDetail of(Field field, String value) {
    return NONE.and(field, value);
  }

  public static AuditDetail of(Field field, long value) {
    return NONE.and(field, Long.toString(value));
  }

  /// The same with one value more.
  public AuditDetail and(Field field, String value) {
    Map<String, String> more = new LinkedHashMap<>(values);
    more.put(field.name().toLowerCase(Locale.ROOT), value);
    return new AuditDetail(more);
  }

  /// By name in lower case, in the order they were given.
  public Map<String, String> values() {
    return Collections.unmodifiableMap(values);
  }

  String text() {
    StringBuilder out = new StringBuilder();
    values.forEach(
        (name, value) ->
            out.append(name)
                .append('=')
                .append(value.replace("\\", "\\\\").replace("\n", "\\n"))
                .append('\n'));
    return out.toString();
  }

  static AuditDetail parse(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String line : text.lines().toList()) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        values.put(line.substring(0, equals), unescaped(line.substring(equals + 1)));
      }
    }
    return new AuditDetail(values);
  }

  private static String unescaped(String value) {
    StringBuilder out = new StringBuilder(value.length());
    for (int at = 0; at < value.length(); at++) {
      char sign = value.charAt(at);
      if (sign == '\\' && at + 1 < value.length()) {
        at++;
        out.append(value.charAt(at) == 'n' ? '\n' : value.charAt(at));
      } else {
        out.append(sign);
      }
    }
    return out.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AuditDetail that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return "AuditDetail[personal]";
  }
}
