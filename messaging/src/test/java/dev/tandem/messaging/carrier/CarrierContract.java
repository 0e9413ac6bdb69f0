package dev.tandem.messaging.carrier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.messaging.carrier.CarrierCommand.LookUpText;
import dev.tandem.messaging.carrier.CarrierCommand.SendText;
import dev.tandem.messaging.carrier.CarrierError.Remedy;
import dev.tandem.messaging.carrier.SendOutcome.Accepted;
import dev.tandem.messaging.carrier.SendOutcome.Refused;
import dev.tandem.messaging.carrier.SendOutcome.Retry;
import dev.tandem.messaging.carrier.SendOutcome.Unknown;
import dev.tandem.messaging.carrier.fake.FakeApi;
import dev.tandem.messaging.carrier.fake.FakeDialect;
import dev.tandem.messaging.carrier.fake.Fault;
import dev.tandem.messaging.carrier.fake.Taken;
import dev.tandem.messaging.carrier.http.ApiSettings;
import dev.tandem.messaging.text.PhoneNumber;
import dev.tandem.storage.seal.Secret;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Goal: whichever carrier it is, what a send proves is told alike, and nothing that may have been
/// taken is called refused. Method: the adapter against a server that speaks the carrier's dialect,
/// keeps a ledger and misbehaves on order; the ledger says what is true.
abstract class CarrierContract {
  protected static final PhoneNumber OURS = new PhoneNumber("+12025550100");
  protected static final PhoneNumber THEIRS = new PhoneNumber("+12025550123");
  private static final WebhookAddress HOOKS =
      new WebhookAddress(URI.create("https://phone.example"));

  private final Vertx vertx = Vertx.vertx();
  protected final FakeDialect dialect = dialect();
  private final FakeApi api = new FakeApi(vertx, dialect);
  private final Carrier carrier = carrier(vertx, settings(api.url()));

  protected abstract FakeDialect dialect();

  protected abstract Carrier carrier(Vertx vertx, ApiSettings settings);

  private ApiSettings settings(URI url) {
    return new ApiSettings(
        dialect.name(), url, Duration.ofSeconds(2), Duration.ofMillis(700), 64 * 1024, 4);
  }

  @AfterEach
  void close() throws Exception {
    if (carrier instanceof AutoCloseable open) {
      open.close();
    }
    api.close();
    vertx.close().await();
  }

  protected SendText command(String text, OutboundMedia... media) {
    UUID id = UUID.randomUUID();
    return new SendText(
        id,
        OURS,
        THEIRS,
        text,
        List.of(media),
        HOOKS.statuses(dialect.name(), dialect.access().accountId(), id));
  }

  private SendOutcome send(SendText command) {
    return carrier.send(command, dialect.access());
  }

  @Test
  void isNamedAsInPaths() {
    assertEquals(dialect.name(), carrier.name());
  }

  @Test
  void handsATextOverAsItIs() {
    SendText command = command("a & b = ü \"😀\"\nüber <500>");
    Sighting taken = assertInstanceOf(Accepted.class, send(command)).sighting();
    Taken there = only();
    assertEquals(there.providerId(), taken.providerId());
    assertEquals(DeliveryState.ACCEPTED, taken.state());
    assertEquals(command.text(), there.text());
    assertEquals(OURS.e164(), there.from());
    assertEquals(THEIRS.e164(), there.to());
    assertTrue(there.reference().contains(command.messageId().toString()));
    assertEquals(List.of(), there.media());
  }

  @Test
  void handsAttachmentsOver() {
    OutboundMedia picture =
        new OutboundMedia(URI.create("https://phone.example/media/1?t=a%2Bb"), "image/jpeg");
    assertTrue(carrier.capabilities().mms());
    assertInstanceOf(Accepted.class, send(command("look", picture)));
    assertEquals(List.of(picture.url().toString()), only().media());
    assertEquals("look", only().text());
    assertInstanceOf(Accepted.class, send(command("", picture)));
    assertEquals("", api.ledger().getLast().text());
  }

  @Test
  void whoIsBusyHasNotTakenIt() {
    api.order(Fault.BUSY_429);
    api.order(Fault.BUSY_503);
    Retry busy = assertInstanceOf(Retry.class, send(command("hello")));
    assertEquals(Optional.of(Duration.ofSeconds(7)), busy.after());
    assertInstanceOf(Retry.class, send(command("hello")));
    assertEquals(List.of(), api.ledger());
  }

  @Test
  void whatMayHaveBeenTakenIsADoubt() {
    for (Fault fault :
        List.of(
            Fault.TAKE_AND_STAY_SILENT,
            Fault.TAKE_AND_CUT,
            Fault.TAKE_AND_TALK_NONSENSE,
            Fault.TAKE_AND_TALK_TOO_MUCH,
            Fault.TAKE_AND_BREAK_502,
            Fault.CUT,
            Fault.BREAK_500,
            Fault.BREAK_504)) {
      api.order(fault);
      assertInstanceOf(Unknown.class, send(command("hello")), fault.toString());
    }
    assertEquals(5, api.ledger().size());
    assertInstanceOf(Accepted.class, send(command("hello")), "it goes on afterwards");
  }

  @Test
  void whereNobodyListensNothingWasSent() throws Exception {
    Carrier nobody = carrier(vertx, settings(URI.create("http://127.0.0.1:1")));
    assertEquals(
        new Retry(Optional.empty(), "unreachable"),
        nobody.send(command("hello"), dialect.access()));
    assertInstanceOf(NumbersOutcome.Unavailable.class, nobody.numbers(dialect.access()));
    if (nobody instanceof AutoCloseable open) {
      open.close();
    }
  }

  @Test
  void aRedirectIsNotFollowedWithOurCredentials() {
    api.order(Fault.REDIRECT);
    assertInstanceOf(Refused.class, send(command("hello")));
    assertEquals(1, api.heard().size());
  }

  @Test
  void wrongCredentialsAreTheAccountsFault() {
    CarrierAccess wrong =
        new CarrierAccess(
            dialect.access().accountId(), Secret.of("wrong-token"), dialect.access().more());
    CarrierError error =
        assertInstanceOf(Refused.class, carrier.send(command("hello"), wrong)).error();
    assertEquals(Remedy.FIX_ACCOUNT, error.remedy());
    NumbersOutcome.Refused refused =
        assertInstanceOf(NumbersOutcome.Refused.class, carrier.numbers(wrong));
    assertEquals(Remedy.FIX_ACCOUNT, refused.error().remedy());
    assertEquals(List.of(), api.ledger());
  }

  @Test
  void aRefusalSaysWhatCanHelpAndQuotesNobody() {
    Map<String, Remedy> codes = dialect.codesOfAnswers();
    codes.forEach(
        (code, remedy) -> {
          api.refuse(400, code);
          SendOutcome outcome = send(command("hello"));
          if (remedy == Remedy.TRY_LATER) {
            assertEquals(code, assertInstanceOf(Retry.class, outcome).code());
          } else {
            CarrierError error = assertInstanceOf(Refused.class, outcome, code).error();
            assertEquals(remedy, error.remedy(), code);
            assertEquals(code, error.code());
            assertFalse(error.detail().contains("2025550123"));
          }
        });
    api.refuse(400, "99999");
    CarrierError unknown = assertInstanceOf(Refused.class, send(command("hello"))).error();
    assertEquals(Remedy.GIVE_UP, unknown.remedy());
    assertFalse(unknown.detail().contains("2025550123"));
    assertEquals(List.of(), api.ledger());
  }

  @Test
  void aDoubtIsSettledByLookingOrNotAtAll() {
    Instant before = Instant.now();
    SendText lost = command("hello");
    api.order(Fault.TAKE_AND_STAY_SILENT);
    assertInstanceOf(Unknown.class, send(lost));
    LookUpOutcome seen =
        carrier.lookUp(
            new LookUpText(lost.messageId(), OURS, THEIRS, "hello", before), dialect.access());
    LookUpOutcome never =
        carrier.lookUp(
            new LookUpText(UUID.randomUUID(), OURS, THEIRS, "goodbye", before), dialect.access());
    switch (carrier.capabilities().lookUp()) {
      case BY_WORDS -> {
        LookUpOutcome.Found found = assertInstanceOf(LookUpOutcome.Found.class, seen);
        assertEquals(
            List.of(only().providerId()),
            found.sightings().stream().map(Sighting::providerId).toList());
        assertInstanceOf(LookUpOutcome.NotThere.class, never);
      }
      case BY_REPORT_ONLY -> {
        assertEquals(new LookUpOutcome.CannotTell(false, "no_look_up"), seen);
        assertEquals(seen, never);
      }
    }
  }

  @Test
  void listsNumbersPageByPage() {
    NumbersOutcome.Listed listed =
        assertInstanceOf(NumbersOutcome.Listed.class, carrier.numbers(dialect.access()));
    if (listed.complete()) {
      assertEquals(
          List.of(
              new CarrierNumber(new PhoneNumber("+12025550101"), true, true),
              new CarrierNumber(new PhoneNumber("+12025550102"), true, false)),
          listed.numbers());
    } else {
      assertEquals(List.of(), listed.numbers());
    }
  }

  @Test
  void itsOwnFormTakesTheAccount() {
    CredentialForm form = carrier.credentials();
    CarrierAccess access = dialect.access();
    assertTrue(form.accountId().fits(access.accountId()));
    assertTrue(form.authToken().fits(access.authToken().reveal()));
    assertEquals(
        access.more().keySet(),
        form.more().stream().map(CredentialForm.Field::name).collect(Collectors.toSet()));
    form.more().forEach(field -> assertTrue(field.fits(access.secret(field)), field.name()));
    assertFalse(form.accountId().fits("../other"));
    assertFalse(access.toString().contains(access.authToken().reveal()));
  }

  private Taken only() {
    assertEquals(1, api.ledger().size());
    return api.ledger().getFirst();
  }
}
