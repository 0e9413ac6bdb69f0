package dev.tandem.messaging.carrier.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.messaging.Shared;
import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.CarrierCommand.LookUpText;
import dev.tandem.messaging.carrier.CarrierCommand.SendText;
import dev.tandem.messaging.carrier.LookUpOutcome;
import dev.tandem.messaging.carrier.SendOutcome;
import dev.tandem.messaging.carrier.Sighting;
import dev.tandem.messaging.carrier.WebhookAddress;
import dev.tandem.messaging.carrier.http.ApiSettings;
import dev.tandem.messaging.carrier.twilio.TwilioCarrier;
import dev.tandem.messaging.text.PhoneNumber;
import dev.tandem.storage.seal.Secret;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Goal: the sandbox and the Twilio adapter understand each other over a real socket, errors
/// included, and the sandbox says nothing that Twilio's API does not define. Method: the adapter
/// against a started sandbox; its answers against Twilio's published schema.
class SandboxSpeaksTwilioTest {
  private static final CarrierAccess ACCESS =
      new CarrierAccess("AC" + "0d".repeat(16), Secret.of("right"));
  private static final WebhookAddress NOWHERE =
      new WebhookAddress(URI.create("http://127.0.0.1:9"));
  private static final PhoneNumber OURS = new PhoneNumber("+12025550100");
  private static final PhoneNumber THEIRS = new PhoneNumber("+12025550123");

  private final Vertx vertx = Vertx.vertx();
  private final SandboxCarrier sandbox =
      SandboxCarrier.start(
          vertx,
          new SandboxSettings(
              "sandbox",
              ACCESS,
              NOWHERE,
              Optional.empty(),
              new SandboxSettings.Pace(Duration.ofHours(1), Duration.ofHours(1), List.of()),
              new SandboxSettings.Limits(3, 64 * 1024, 2)));
  private final TwilioCarrier twilio = adapter(sandbox.apiUrl());

  @BeforeEach
  void name() {
    assertEquals("sandbox", twilio.name());
  }

  @AfterEach
  void close() {
    twilio.close();
    sandbox.close();
    vertx.close().await();
  }

  @Test
  void takesATextAndFindsItAgain() {
    Sighting taken = accepted(send(ACCESS, THEIRS, "hello"));
    LookUpOutcome.Found found =
        assertInstanceOf(LookUpOutcome.Found.class, lookUp(THEIRS, "hello", Instant.now()));
    assertEquals(List.of(taken), found.sightings());
    assertTrue(found.complete());
  }

  @Test
  void saysThatItDoesNotHaveAText() {
    Sighting other = accepted(send(ACCESS, THEIRS, "hello"));
    assertTrue(other.providerId().startsWith("SM"));
    assertInstanceOf(LookUpOutcome.NotThere.class, lookUp(THEIRS, "goodbye", Instant.now()));
    assertInstanceOf(LookUpOutcome.NotThere.class, lookUp(OURS, "hello", Instant.now()));
    assertInstanceOf(
        LookUpOutcome.NotThere.class,
        lookUp(THEIRS, "hello", Instant.now().plus(Duration.ofHours(1))));
  }

  @Test
  void findsATextOnALaterPage() {
    Sighting first = accepted(send(ACCESS, THEIRS, "one"));
    assertInstanceOf(SendOutcome.Accepted.class, send(ACCESS, THEIRS, "two"));
    assertInstanceOf(SendOutcome.Accepted.class, send(ACCESS, THEIRS, "three"));
    LookUpOutcome.Found found =
        assertInstanceOf(LookUpOutcome.Found.class, lookUp(THEIRS, "one", Instant.now()));
    assertEquals(List.of(first), found.sightings());
  }

  @Test
  void refusesAWrongTokenAsTwilioDoes() {
    CarrierAccess wrong = new CarrierAccess(ACCESS.accountId(), Secret.of("wrong"));
    assertEquals("20003", refusal(send(wrong, THEIRS, "hello")));
    assertEquals(
        new LookUpOutcome.CannotTell(true, "http_401"),
        twilio.lookUp(new LookUpText(new UUID(1, 2), OURS, THEIRS, "x", Instant.now()), wrong));
  }

  @Test
  void refusesWhatTwilioRefuses() {
    assertEquals("21617", refusal(send(ACCESS, THEIRS, "a".repeat(1601))));
    SendText elsewhere =
        new SendText(
            new UUID(1, 2), OURS, THEIRS, "hello", URI.create("https://elsewhere.example/"));
    assertEquals("21609", refusal(twilio.send(elsewhere, ACCESS)));
  }

  @Test
  void whoAskedForNoMoreGetsNoMore() {
    assertEquals(1, sandbox.receive(THEIRS, OURS, "STOP").otherwise(1).await());
    assertEquals("21610", refusal(send(ACCESS, THEIRS, "hello")));
    assertInstanceOf(SendOutcome.Accepted.class, send(ACCESS, THEIRS, "start"));
  }

  /// An answer may have come to its end before the thread that asked runs again: on one kept
  /// connection, 2,000 requests, about one in 250 does so.
  @Test
  void readsAnAnswerHoweverFastItIs() {
    for (int time = 0; time < 1_000; time++) {
      assertInstanceOf(LookUpOutcome.NotThere.class, lookUp(THEIRS, "hello", Instant.now()));
    }
  }

  @Test
  void anAddressWhereNobodyListensIsARetryAndNotADoubt() {
    try (TwilioCarrier nobody = adapter(URI.create("http://127.0.0.1:1"))) {
      assertEquals(
          new SendOutcome.Retry(Optional.empty(), "unreachable"),
          nobody.send(command(THEIRS, "hello"), ACCESS));
    }
  }

  @Test
  void answersHaveTheShapeOfTheApi() {
    JsonObject schemas =
        Shared.json("specs/twilio/twilio_api_v2010-trimmed.json")
            .getJsonObject("components")
            .getJsonObject("schemas");
    JsonObject message =
        schemas.getJsonObject("api.v2010.account.message").getJsonObject("properties");
    SandboxText text =
        new SandboxText(
            "SM1",
            ACCESS.accountId(),
            OURS,
            THEIRS,
            "hello",
            List.of(),
            List.of(),
            Optional.empty(),
            Instant.now(),
            "queued",
            0);
    assertEquals(message.fieldNames(), text.resource().fieldNames());
    assertTrue(
        schemas
            .getJsonObject("message_enum_status")
            .getJsonArray("enum")
            .contains(text.resource().getString("status")));
  }

  private SendOutcome send(CarrierAccess access, PhoneNumber to, String text) {
    return twilio.send(command(to, text), access);
  }

  private static SendText command(PhoneNumber to, String text) {
    UUID id = new UUID(1, 2);
    return new SendText(id, OURS, to, text, NOWHERE.statuses("sandbox", ACCESS.accountId(), id));
  }

  private LookUpOutcome lookUp(PhoneNumber to, String text, Instant notBefore) {
    return twilio.lookUp(new LookUpText(new UUID(1, 2), OURS, to, text, notBefore), ACCESS);
  }

  private TwilioCarrier adapter(URI url) {
    return new TwilioCarrier(vertx, ApiSettings.at("sandbox", url));
  }

  private static Sighting accepted(SendOutcome outcome) {
    return assertInstanceOf(SendOutcome.Accepted.class, outcome).sighting();
  }

  private static String refusal(SendOutcome outcome) {
    return assertInstanceOf(SendOutcome.Refused.class, outcome).error().code();
  }
}
