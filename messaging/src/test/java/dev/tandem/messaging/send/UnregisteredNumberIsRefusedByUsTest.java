package dev.tandem.messaging.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.messaging.RealStorage;
import dev.tandem.messaging.send.FakeCarrier.Fault;
import dev.tandem.messaging.send.SubmitResult.Refused;
import dev.tandem.messaging.send.SubmitResult.Submitted;
import dev.tandem.messaging.text.PhoneNumber;
import dev.tandem.storage.Ids;
import dev.tandem.storage.TenantWork;
import dev.tandem.storage.message.MessageState;
import dev.tandem.storage.workspace.NumberRegistration.Source;
import dev.tandem.storage.workspace.NumberRegistration.Status;
import dev.tandem.storage.workspace.NumberRegistrations;
import dev.tandem.storage.workspace.Numbers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: what US networks would refuse for want of a registration (10DLC) we refuse first, and say
/// what to do; what a carrier refuses for it is learned; numbers of a campaign share its rate.
/// Method: a US number with each status, a carrier that refuses, a ledger.
@ExtendWith(RealStorage.class)
class UnregisteredNumberIsRefusedByUsTest {
  private static final String AMERICAN = "+12125550123";
  private static final String BRITISH = "+442071838750";

  private static <T> T in(SendingRoom room, TenantWork<T> work) {
    return room.office().storage().inWorkspace(room.office().workspace(), work);
  }

  private static UUID number(SendingRoom room) {
    return in(
        room, tx -> new Numbers().byE164(tx, room.office().number().e164()).orElseThrow().id());
  }

  private static void campaign(SendingRoom room, Status status, Optional<Double> rate) {
    UUID number = number(room);
    in(
        room,
        tx -> {
          new NumberRegistrations()
              .set(tx, number, Status.APPROVED, status, Optional.of("CABC123"), rate);
          return number;
        });
  }

  private static SubmitResult submit(SendingRoom room, String to) {
    return room.submit(Ids.next().toString(), to, "hello");
  }

  @Test
  void onlyAnApprovedCampaignTextsTheUnitedStates(RealStorage.Opened opened) {
    try (SendingRoom room = SendingRoom.open(opened.storage(), 111)) {
      assertInstanceOf(Submitted.class, submit(room, AMERICAN), "nothing is known yet");
      for (Status status : List.of(Status.NONE, Status.PENDING, Status.REJECTED)) {
        campaign(room, status, Optional.empty());
        Refused refused = assertInstanceOf(Refused.class, submit(room, AMERICAN));
        assertEquals("from", refused.field());
        assertTrue(refused.detail().contains("10DLC"), refused.detail());
        assertInstanceOf(Submitted.class, submit(room, BRITISH), "it is a rule of US networks");
      }
      campaign(room, Status.APPROVED, Optional.empty());
      assertInstanceOf(Submitted.class, submit(room, AMERICAN));
    }
  }

  @Test
  void theRuleIsAboutTenDigitNumbers() {
    PhoneNumber american = new PhoneNumber(AMERICAN);
    assertTrue(BusinessTexts.concerns(new PhoneNumber("+12025550100"), List.of(american)));
    for (String other : List.of("+18885550123", BRITISH, "+14165550123")) {
      assertFalse(BusinessTexts.concerns(new PhoneNumber(other), List.of(american)), other);
    }
  }

  @Test
  void whatACarrierRefusesForItIsLearned(RealStorage.Opened opened) {
    try (SendingRoom room = SendingRoom.open(opened.storage(), 112)) {
      campaign(room, Status.APPROVED, Optional.empty());
      room.carrier().next(Fault.UNREGISTERED);
      room.settled(
          assertInstanceOf(Submitted.class, submit(room, AMERICAN)).message().id(),
          MessageState.FAILED);
      UUID number = number(room);
      var known = in(room, tx -> new NumberRegistrations().find(tx, number)).orElseThrow();
      assertEquals(List.of(Status.NONE, Source.CARRIER), List.of(known.campaign(), known.source()));
      assertInstanceOf(Refused.class, submit(room, AMERICAN));
      assertEquals(List.of(), room.carrier().ledger());
    }
  }

  @Test
  void whatWasHandedInBeforeItWasKnownIsNotSent(RealStorage.Opened opened) {
    try (SendingRoom room = SendingRoom.open(opened.storage(), 114)) {
      TextDraft draft =
          new TextDraft(
              room.office().number().e164(), List.of(AMERICAN), "hello", Duration.ofMillis(500));
      SubmitResult first =
          room.submit().submit(room.office().workspace(), room.office().member(), "k", draft);
      UUID id = assertInstanceOf(Submitted.class, first).message().id();
      campaign(room, Status.REJECTED, Optional.empty());
      assertEquals(Optional.of("unregistered"), room.settled(id, MessageState.FAILED).errorCode());
      assertEquals(List.of(), room.carrier().ledger());
      SubmitResult repeat =
          room.submit().submit(room.office().workspace(), room.office().member(), "k", draft);
      assertTrue(assertInstanceOf(Submitted.class, repeat).repeated(), "it was taken then");
    }
  }

  @Test
  void textsOfACampaignKeepToItsRate(RealStorage.Opened opened) {
    try (SendingRoom room = SendingRoom.open(opened.storage(), 113)) {
      campaign(room, Status.APPROVED, Optional.of(10.0));
      Instant begin = Instant.now();
      List<UUID> texts =
          java.util.stream.IntStream.range(0, 15)
              .mapToObj(i -> room.send("+1212555%04d".formatted(i), "text"))
              .toList();
      texts.forEach(id -> room.settled(id, MessageState.SENT));
      // Five at once, ten more at ten a second.
      Duration took = Duration.between(begin, Instant.now());
      assertTrue(took.compareTo(Duration.ofMillis(800)) > 0, took.toString());
      assertEquals(15, room.carrier().ledger().size());
    }
  }
}
