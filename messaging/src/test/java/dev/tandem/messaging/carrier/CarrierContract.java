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
import dev.tandem.messaging.carrier.fake.FakePeer;
import dev.tandem.messaging.carrier.fake.Fault;
import dev.tandem.messaging.carrier.fake.Taken;
import dev.tandem.messaging.text.PhoneNumber;
import dev.tandem.storage.seal.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Goal: whichever carrier it is, what a send proves is told alike, and nothing that may have been
/// taken is called refused. Method: the adapter against a peer that speaks the carrier's dialect,
/// keeps a ledger and misbehaves on order; the ledger says what is true.
abstract class CarrierContract {
  protected static final PhoneNumber OURS = new PhoneNumber("+12025550100");
  protected static final PhoneNumber THEIRS = new PhoneNumber("+12025550123");
  private static final WebhookAddress HOOKS =
      new WebhookAddress(URI.create("https://phone.example"));

  /// The carrier's side.
  protected abstract FakePeer peer();

  protected abstract Carrier carrier();

  /// The account that the peer knows.
  protected abstract CarrierAccess access();

  /// Sends as somebody whom the peer does not know.
  protected abstract SendOutcome sendAs(CarrierAccess wrong, SendText command);

  /// The adapter where no peer is.
  protected abstract Carrier toNobody();

  /// Codes of answers by what shall be understood; empty for a carrier that has none.
  protected abstract Map<String, Remedy> codesOfAnswers();

  /// Faults after which nobody knows whether the text was taken.
  protected abstract List<Fault> doubts();

  /// How long the peer asks to wait when it is busy.
  protected abstract Duration patience();

  /// Whether the carrier is given our id of the message.
  protected abstract boolean getsOurId();

  protected SendText command(String text, OutboundMedia... media) {
    UUID id = UUID.randomUUID();
    return new SendText(
        id,
        OURS,
        THEIRS,
        text,
        List.of(media),
        HOOKS.statuses(carrier().name(), access().accountId(), id));
  }

  protected SendOutcome send(SendText command) {
    return carrier().send(command, access());
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
    assertEquals(getsOurId(), there.reference().contains(command.messageId().toString()));
    assertEquals(List.of(), there.media());
  }

  /// Waits until the adapter can send again after a fault.
  protected void recover() {}

  @Test
  void whoIsBusyHasNotTakenIt() {
    peer().order(Fault.BUSY_429);
    peer().order(Fault.BUSY_503);
    Retry busy = assertInstanceOf(Retry.class, send(command("hello")));
    assertEquals(Optional.of(patience()), busy.after());
    assertInstanceOf(Retry.class, send(command("hello")));
    assertEquals(List.of(), peer().ledger());
  }

  @Test
  void whatMayHaveBeenTakenIsADoubt() {
    for (Fault fault : doubts()) {
      peer().order(fault);
      assertInstanceOf(Unknown.class, send(command("hello")), fault.toString());
      recover();
    }
    assertEquals(doubts().stream().filter(Fault::takes).count(), peer().ledger().size());
    assertInstanceOf(Accepted.class, send(command("hello")), "it goes on afterwards");
  }

  @Test
  void whereNobodyListensNothingWasSent() throws Exception {
    Carrier nobody = toNobody();
    assertEquals(
        new Retry(Optional.empty(), "unreachable"), nobody.send(command("hello"), access()));
    assertInstanceOf(NumbersOutcome.Unavailable.class, nobody.numbers(access()));
    if (nobody instanceof AutoCloseable open) {
      open.close();
    }
  }

  @Test
  void wrongCredentialsAreTheAccountsFault() {
    CarrierAccess wrong =
        new CarrierAccess(access().accountId(), Secret.of("wrong"), access().more());
    CarrierError error = assertInstanceOf(Refused.class, sendAs(wrong, command("hello"))).error();
    assertEquals(Remedy.FIX_ACCOUNT, error.remedy());
    NumbersOutcome.Refused refused =
        assertInstanceOf(NumbersOutcome.Refused.class, carrier().numbers(wrong));
    assertEquals(Remedy.FIX_ACCOUNT, refused.error().remedy());
    assertEquals(List.of(), peer().ledger());
  }

  @Test
  void aRefusalSaysWhatCanHelpAndQuotesNobody() {
    Map<String, Remedy> codes = codesOfAnswers();
    codes.forEach(
        (code, remedy) -> {
          peer().refuse(code);
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
    peer().refuse("99999");
    CarrierError unknown = assertInstanceOf(Refused.class, send(command("hello"))).error();
    assertEquals(Remedy.GIVE_UP, unknown.remedy());
    assertFalse(unknown.detail().contains("2025550123"));
    assertEquals(List.of(), peer().ledger());
  }

  @Test
  void aDoubtIsSettledByLookingOrNotAtAll() {
    Instant before = Instant.now();
    SendText lost = command("hello");
    peer().order(Fault.TAKE_AND_STAY_SILENT);
    assertInstanceOf(Unknown.class, send(lost));
    LookUpOutcome seen =
        carrier().lookUp(new LookUpText(lost.messageId(), OURS, THEIRS, "hello", before), access());
    LookUpOutcome never =
        carrier()
            .lookUp(new LookUpText(UUID.randomUUID(), OURS, THEIRS, "goodbye", before), access());
    switch (carrier().capabilities().lookUp()) {
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
        assertInstanceOf(NumbersOutcome.Listed.class, carrier().numbers(access()));
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
    CredentialForm form = carrier().credentials();
    CarrierAccess access = access();
    assertTrue(form.accountId().fits(access.accountId()));
    assertTrue(form.authToken().fits(access.authToken().reveal()));
    assertEquals(
        access.more().keySet(),
        form.more().stream().map(CredentialForm.Field::name).collect(Collectors.toSet()));
    form.more().forEach(field -> assertTrue(field.fits(access.secret(field)), field.name()));
    assertFalse(form.accountId().fits("../other"));
    assertFalse(access.toString().contains(access.authToken().reveal()));
  }

  @Test
  void aGroupIsOneTextWhereItIsTaken() {
    int most = carrier().capabilities().groupReceivers();
    if (most == 0) {
      return;
    }
    UUID id = UUID.randomUUID();
    List<PhoneNumber> others =
        IntStream.range(1, most)
            .mapToObj(i -> new PhoneNumber("+1202555%04d".formatted(1000 + i)))
            .toList();
    SendText command =
        new SendText(
            id,
            OURS,
            THEIRS,
            others,
            "to all of you",
            List.of(),
            HOOKS.statuses(carrier().name(), access().accountId(), id));
    Sighting taken = assertInstanceOf(Accepted.class, send(command)).sighting();
    assertEquals(only().providerId(), taken.providerId());
    assertEquals(command.receivers().stream().map(PhoneNumber::e164).toList(), only().receivers());
    assertEquals("to all of you", only().text());
    assertTrue(only().reference().contains(id.toString()));
    peer().order(Fault.TAKE_AND_STAY_SILENT);
    assertInstanceOf(Unknown.class, send(command));
  }

  protected Taken only() {
    assertEquals(1, peer().ledger().size());
    return peer().ledger().getFirst();
  }
}
