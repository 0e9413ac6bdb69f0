package dev.tandem.messaging.carrier.twilio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.messaging.Shared;
import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.CarrierCommand.LookUpText;
import dev.tandem.messaging.carrier.CarrierCommand.SendText;
import dev.tandem.messaging.carrier.Form;
import dev.tandem.messaging.carrier.OutboundMedia;
import dev.tandem.messaging.text.PhoneNumber;
import dev.tandem.storage.seal.Secret;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Goal: everything we ask of Twilio is something its API defines. Method: paths, parameters and
/// their patterns against Twilio's published OpenAPI file; the mock servers made from it let
/// unknown parameters pass, this test does not.
class TwilioRequestsMatchSpecTest {
  private static final String MESSAGES = "/2010-04-01/Accounts/{AccountSid}/Messages.json";
  private static final CarrierAccess ACCESS =
      new CarrierAccess("AC" + "0a".repeat(16), Secret.of("token"));
  private static final UUID ID = new UUID(1, 2);
  private static final PhoneNumber OURS = new PhoneNumber("+12025550100");
  private static final PhoneNumber THEIRS = new PhoneNumber("+12025550123");
  private static final LookUpText LOOK_UP =
      new LookUpText(ID, OURS, THEIRS, "hello", Instant.EPOCH);

  @Test
  void everyFieldOfASendIsDefined() {
    SendText send =
        new SendText(
            ID,
            OURS,
            THEIRS,
            "a & b = ü 😀",
            List.of(media(1), media(2)),
            URI.create("https://phone.example/carriers/twilio/AC/statuses?message=" + ID));
    Form form = parse(TwilioRequests.createMessage(send, ACCESS).body().toString());
    JsonObject body =
        spec()
            .getJsonObject("paths")
            .getJsonObject(MESSAGES)
            .getJsonObject("post")
            .getJsonObject("requestBody");
    JsonObject schema =
        body.getJsonObject("content")
            .getJsonObject("application/x-www-form-urlencoded")
            .getJsonObject("schema");
    assertDefined(form, schema.getJsonObject("properties").fieldNames());
    schema
        .getJsonArray("required")
        .forEach(name -> assertTrue(form.one(name.toString()).isPresent(), name.toString()));
    assertEquals(Optional.of("a & b = ü 😀"), form.one("Body"));
    assertEquals(Optional.of("+12025550123"), form.one("To"));
  }

  @Test
  void everyParameterOfALookUpIsDefined() {
    List<JsonObject> parameters =
        spec()
            .getJsonObject("paths")
            .getJsonObject(MESSAGES)
            .getJsonObject("get")
            .getJsonArray("parameters")
            .stream()
            .map(JsonObject.class::cast)
            .toList();
    Set<String> names =
        parameters.stream()
            .filter(parameter -> parameter.getString("in").equals("query"))
            .map(parameter -> parameter.getString("name"))
            .collect(Collectors.toSet());
    assertDefined(query(TwilioRequests.between(LOOK_UP, ACCESS)), names);
    assertDefined(query(TwilioRequests.between(LOOK_UP, ACCESS, LocalDate.EPOCH)), names);
  }

  @Test
  void everyParameterOfTheListOfNumbersIsDefined() {
    String path = TwilioRequests.numbers(ACCESS);
    String template =
        path.substring(0, path.indexOf('?')).replace(ACCESS.accountId(), "{AccountSid}");
    Set<String> names =
        spec()
            .getJsonObject("paths")
            .getJsonObject(template)
            .getJsonObject("get")
            .getJsonArray("parameters")
            .stream()
            .map(parameter -> ((JsonObject) parameter).getString("name"))
            .collect(Collectors.toSet());
    assertDefined(query(path), names);
  }

  @Test
  void thePathIsTheirs() {
    String path = TwilioRequests.messages(ACCESS);
    assertEquals(MESSAGES.replace("{AccountSid}", ACCESS.accountId()), path);
    JsonObject account =
        spec()
            .getJsonObject("paths")
            .getJsonObject(MESSAGES)
            .getJsonObject("get")
            .getJsonArray("parameters")
            .getJsonObject(0);
    assertTrue(
        Pattern.matches(account.getJsonObject("schema").getString("pattern"), ACCESS.accountId()));
  }

  @Test
  void everyStatusOfTheirsIsKnown() {
    spec()
        .getJsonObject("components")
        .getJsonObject("schemas")
        .getJsonObject("message_enum_status")
        .getJsonArray("enum")
        .forEach(
            word ->
                assertEquals(
                    Set.of("receiving", "received").contains(word),
                    TwilioStatus.read(word.toString()).isEmpty(),
                    word.toString()));
  }

  private static OutboundMedia media(int number) {
    return new OutboundMedia(URI.create("https://phone.example/media/" + number), "image/png");
  }

  private static JsonObject spec() {
    return Shared.json("specs/twilio/twilio_api_v2010-trimmed.json");
  }

  private static void assertDefined(Form form, Set<String> defined) {
    assertTrue(defined.containsAll(form.fields().keySet()), form.fields().keySet().toString());
  }

  private static Form query(String pathAndQuery) {
    return parse(pathAndQuery.substring(pathAndQuery.indexOf('?') + 1));
  }

  private static Form parse(String text) {
    return Form.parse(text.getBytes(StandardCharsets.UTF_8), Form.Limits.WEBHOOK).orElseThrow();
  }
}
