package dev.tandem.storage.keys.pkcs11;

import dev.tandem.storage.StorageException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Where a root key lives on a token, as RFC 7512 writes it:
/// `pkcs11:token=<label>;object=<label>?module-path=<library>&pin-source=file:<path>`, or
/// `pin-source=env:<variable>`. The PIN itself does not belong here: settings are shown and logged.
///
/// @param object label of the key on the token
public record TokenUri(String token, String object, Path modulePath, PinSource pin) {
  public static final String SHAPE =
      "pkcs11:token=<label>;object=<label>?module-path=<library>&pin-source=file:<path> (or"
          + " env:<variable>)";

  private static final String SCHEME = "pkcs11:";

  public static TokenUri parse(String text) {
    if (!text.startsWith(SCHEME)) {
      throw wrong();
    }
    int question = text.indexOf('?');
    String path = text.substring(SCHEME.length(), question < 0 ? text.length() : question);
    String query = question < 0 ? "" : text.substring(question + 1);
    Map<String, String> where = attributes(path, ";");
    Map<String, String> how = attributes(query, "&");
    if (how.containsKey("pin-value")) {
      throw StorageException.fatal(
          "the PIN of a token does not belong into TANDEM_ROOT_KEY; write it to a file of mode 0400"
              + " and name that with pin-source=file:<path>");
    }
    if (!where.keySet().equals(Set.of("token", "object"))
        || !how.keySet().equals(Set.of("module-path", "pin-source"))) {
      throw wrong();
    }
    return new TokenUri(
        value(where, "token"),
        value(where, "object"),
        Path.of(value(how, "module-path")),
        PinSource.parse(value(how, "pin-source")));
  }

  private static String value(Map<String, String> attributes, String name) {
    String value = attributes.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw wrong();
    }
    return value;
  }

  private static Map<String, String> attributes(String text, String separator) {
    Map<String, String> out = new HashMap<>();
    for (String pair : text.split(separator, -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        String repeated = out.put(pair.substring(0, equals), decode(pair.substring(equals + 1)));
        if (repeated != null) {
          throw wrong();
        }
      } else if (!pair.isEmpty()) {
        throw wrong();
      }
    }
    return out;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw wrong();
    }
  }

  /// Nothing of the text is quoted: somebody may have put a PIN into it.
  static StorageException wrong() {
    return StorageException.fatal("a root key on a token is written as " + SHAPE);
  }

  /// Names token and key; nothing of how to get in.
  public String name() {
    return SCHEME + "token=" + token + ";object=" + object;
  }
}
