package dev.tandem.messaging.carrier;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A carrier's call to us, as it came: nothing is parsed before the signature is checked over these
/// bytes.
///
/// @param publicUrl the address that the carrier was given, with path and query as received; built
///   from the configuration, never from `Host`
/// @param headers names in lower case
public record WebhookRequest(
    Kind kind, String publicUrl, Map<String, List<String>> headers, Buffer body) {

  /// Which of the carrier's hooks was called.
  public enum Kind {
    MESSAGES,
    STATUSES
  }

  /// All values of a header; empty when it is missing.
  public List<String> header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  /// The media type without parameters, in lower case; empty when missing or given twice.
  public String mediaType() {
    List<String> values = header("content-type");
    if (values.size() != 1) {
      return "";
    }
    String value = values.getFirst();
    int end = value.indexOf(';');
    return (end < 0 ? value : value.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  /// The query of the public URL as received, empty when there is none.
  public String query() {
    int at = publicUrl.indexOf('?');
    return at < 0 ? "" : publicUrl.substring(at + 1);
  }

  @Override
  public String toString() {
    return "WebhookRequest[" + kind + ", " + body.length() + " bytes]";
  }
}
