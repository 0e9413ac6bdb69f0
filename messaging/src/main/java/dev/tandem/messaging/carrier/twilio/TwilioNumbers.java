package dev.tandem.messaging.carrier.twilio;

import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.CarrierNumber;
import dev.tandem.messaging.carrier.NumbersOutcome;
import dev.tandem.messaging.carrier.http.ApiClient;
import dev.tandem.messaging.carrier.http.Json;
import dev.tandem.messaging.carrier.http.NumberPages;
import dev.tandem.messaging.carrier.http.NumberPages.Page;
import dev.tandem.messaging.text.PhoneNumber;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/// The IncomingPhoneNumbers of an account.
final class TwilioNumbers {
  private TwilioNumbers() {}

  static NumbersOutcome list(ApiClient api, CarrierAccess access) {
    return NumberPages.read(
        TwilioRequests.numbers(access),
        path -> api.exchange(TwilioRequests.get(path, access)),
        (body, _) -> Json.object(body).map(page -> page(page, access)),
        TwilioAnswers::refusal);
  }

  private static Page page(JsonObject page, CarrierAccess access) {
    // A page elsewhere would be given our credentials.
    Optional<String> next =
        Json.text(page, "next_page_uri")
            .filter(path -> path.startsWith(TwilioRequests.numbersPath(access) + "?"));
    return new Page(
        Json.objects(page, "incoming_phone_numbers").stream()
            .flatMap(number -> number(number).stream())
            .toList(),
        next);
  }

  private static Optional<CarrierNumber> number(JsonObject number) {
    JsonObject can = Json.object(number, "capabilities").orElseGet(JsonObject::new);
    return Json.text(number, "phone_number")
        .flatMap(PhoneNumber::parse)
        .map(
            e164 ->
                new CarrierNumber(
                    e164,
                    Boolean.TRUE.equals(can.getValue("sms")),
                    Boolean.TRUE.equals(can.getValue("mms"))));
  }
}
