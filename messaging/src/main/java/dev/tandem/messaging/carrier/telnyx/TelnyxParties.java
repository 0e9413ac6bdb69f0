package dev.tandem.messaging.carrier.telnyx;

import dev.tandem.messaging.carrier.http.Json;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;

/// Whom a Telnyx message names. Pure.
final class TelnyxParties {
  private TelnyxParties() {}

  /// All that the message went to, in order: `to`, then `cc`, which has the others of a group.
  static List<String> receivers(JsonObject message) {
    return Stream.of("to", "cc").flatMap(list -> numbers(message, list)).toList();
  }

  /// The schema has objects with a `phone_number`; some examples of groups have the number alone.
  private static Stream<String> numbers(JsonObject message, String list) {
    return Stream.concat(
        Json.objects(message, list).stream()
            .flatMap(party -> Json.text(party, "phone_number").stream()),
        Json.texts(message, list).stream());
  }
}
