package dev.tandem.messaging.carrier.plivo;

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

/// The numbers of an account.
final class PlivoNumbers {
  private PlivoNumbers() {}

  static NumbersOutcome list(ApiClient api, CarrierAccess access) {
    return NumberPages.read(
        "0",
        offset -> api.exchange(PlivoRequests.numbers(Integer.parseInt(offset), access)),
        (body, place) ->
            Json.object(body)
                .filter(page -> page.containsKey("objects"))
                .map(page -> page(page, place)),
        PlivoErrors::refusal);
  }

  private static Page page(JsonObject page, int place) {
    List<CarrierNumber> numbers =
        Json.objects(page, "objects").stream().flatMap(number -> number(number).stream()).toList();
    boolean more = Json.object(page, "meta").flatMap(meta -> Json.text(meta, "next")).isPresent();
    int next = (place + 1) * PlivoRequests.PAGE_SIZE;
    return new Page(numbers, more ? Optional.of(Integer.toString(next)) : Optional.empty());
  }

  private static Optional<CarrierNumber> number(JsonObject number) {
    return Json.text(number, "number")
        .flatMap(written -> PhoneNumber.parse("+" + written.replace("+", "")))
        .map(
            e164 ->
                new CarrierNumber(
                    e164,
                    Boolean.TRUE.equals(number.getValue("sms_enabled")),
                    Boolean.TRUE.equals(number.getValue("mms_enabled"))));
  }
}
