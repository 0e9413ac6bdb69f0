package dev.tandem.messaging.carrier.telnyx;

import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.CarrierNumber;
import dev.tandem.messaging.carrier.NumbersOutcome;
import dev.tandem.messaging.carrier.http.ApiClient;
import dev.tandem.messaging.carrier.http.Json;
import dev.tandem.messaging.carrier.http.NumberPages;
import dev.tandem.messaging.carrier.http.NumberPages.Page;
import dev.tandem.messaging.text.PhoneNumber;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/// The numbers of a messaging profile.
final class TelnyxNumbers {
  private TelnyxNumbers() {}

  static NumbersOutcome list(ApiClient api, CarrierAccess access) {
    return NumberPages.read(
        "1",
        page -> api.exchange(TelnyxRequests.numbers(Integer.parseInt(page), access)),
        (body, place) ->
            Json.object(body)
                .filter(page -> page.containsKey("data"))
                .map(page -> page(page, place)),
        TelnyxErrors::refusal);
  }

  private static Page page(JsonObject page, int place) {
    List<CarrierNumber> numbers =
        Json.objects(page, "data").stream().flatMap(number -> number(number).stream()).toList();
    int pages =
        Json.object(page, "meta").flatMap(meta -> Json.number(meta, "total_pages")).orElse(1);
    int next = place + 2;
    return new Page(
        numbers, next <= pages ? Optional.of(Integer.toString(next)) : Optional.empty());
  }

  private static Optional<CarrierNumber> number(JsonObject number) {
    JsonObject features = Json.object(number, "features").orElseGet(JsonObject::new);
    return Json.text(number, "phone_number")
        .flatMap(PhoneNumber::parse)
        .map(
            e164 ->
                new CarrierNumber(
                    e164,
                    Json.object(features, "sms").isPresent(),
                    Json.object(features, "mms").isPresent()));
  }
}
