package dev.tandem.messaging.carrier.vonage;

import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.CarrierNumber;
import dev.tandem.messaging.carrier.NumbersOutcome;
import dev.tandem.messaging.carrier.http.ApiClient;
import dev.tandem.messaging.carrier.http.Json;
import dev.tandem.messaging.carrier.http.NumberPages;
import dev.tandem.messaging.carrier.http.NumberPages.Page;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/// The numbers of an account. One without numbers is answered with an empty object.
final class VonageNumbers {
  private VonageNumbers() {}

  static NumbersOutcome list(ApiClient api, CarrierAccess access) {
    return NumberPages.read(
        "1",
        page -> api.exchange(VonageRequests.numbers(Integer.parseInt(page), access)),
        (body, place) -> Json.object(body).map(page -> page(page, place)),
        VonageErrors::refusal);
  }

  private static Page page(JsonObject page, int place) {
    List<CarrierNumber> numbers =
        Json.objects(page, "numbers").stream().flatMap(number -> number(number).stream()).toList();
    int count = Json.number(page, "count").orElse(0);
    boolean more = (place + 1) * VonageRequests.PAGE_SIZE < count;
    return new Page(numbers, more ? Optional.of(Integer.toString(place + 2)) : Optional.empty());
  }

  private static Optional<CarrierNumber> number(JsonObject number) {
    List<String> features = Json.texts(number, "features");
    return Json.text(number, "msisdn")
        .flatMap(VonageNumber::read)
        .map(e164 -> new CarrierNumber(e164, features.contains("SMS"), features.contains("MMS")));
  }
}
