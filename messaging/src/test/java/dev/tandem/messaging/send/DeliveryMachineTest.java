package dev.tandem.messaging.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.messaging.carrier.CarrierError;
import dev.tandem.messaging.carrier.CarrierError.Remedy;
import dev.tandem.messaging.carrier.DeliveryState;
import dev.tandem.messaging.carrier.SendOutcome;
import dev.tandem.messaging.carrier.Sighting;
import dev.tandem.messaging.send.DeliveryInput.Due;
import dev.tandem.messaging.send.DeliveryInput.NotSeen;
import dev.tandem.messaging.send.DeliveryInput.Seen;
import dev.tandem.messaging.send.DeliveryInput.Sent;
import dev.tandem.messaging.send.DeliveryInput.Unclear;
import dev.tandem.messaging.send.DeliveryStep.Finish;
import dev.tandem.messaging.send.DeliveryStep.LookUp;
import dev.tandem.messaging.send.DeliveryStep.Send;
import dev.tandem.messaging.send.DeliveryStep.Wait;
import dev.tandem.storage.message.MessageState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Goal: no way leads from a text that the carrier may have to sending it again, other than the
/// carrier's own word. Method: every state and outcome, at the ages and attempts where the answer
/// changes.
class DeliveryMachineTest {
  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
  private static final DeliveryPolicy POLICY = DeliveryPolicy.DEFAULT;
  private static final Instant TOO_LATE = START.plus(POLICY.expiry());

  @Test
  void aNewTextIsSentEvenAfterAnInterruption() {
    assertInstanceOf(Send.class, at(START, new Due(MessageState.QUEUED, false)));
    assertInstanceOf(Send.class, at(START, new Due(MessageState.QUEUED, true)));
  }

  @Test
  void aTextThatWasBeingSentIsInDoubtAfterACrashAndSentAgainAfterARefusalForNow() {
    for (MessageState state : List.of(MessageState.SENDING, MessageState.UNCONFIRMED)) {
      for (Instant now : List.of(START, TOO_LATE)) {
        Wait wait = assertInstanceOf(Wait.class, at(now, new Due(state, true)));
        assertEquals(Optional.of(MessageState.UNCONFIRMED), wait.state());
        assertEquals(now.plus(POLICY.afterCrash()), wait.until());
      }
    }
    assertInstanceOf(Send.class, at(START, new Due(MessageState.SENDING, false)));
  }

  @Test
  void anUnconfirmedTextIsAlwaysLookedUpFirstHoweverOld() {
    assertInstanceOf(LookUp.class, at(START, new Due(MessageState.UNCONFIRMED, false)));
    assertInstanceOf(LookUp.class, at(TOO_LATE, new Due(MessageState.UNCONFIRMED, false)));
  }

  @ParameterizedTest
  @EnumSource(
      value = MessageState.class,
      names = {"SENT", "DELIVERED", "UNDELIVERED", "FAILED", "CANCELED", "RECEIVED"})
  void aSettledTextNeedsNothing(MessageState state) {
    Finish finish = assertInstanceOf(Finish.class, at(START, new Due(state, true)));
    assertEquals(Optional.empty(), finish.state());
  }

  @Test
  void noAnswerLeavesItUnconfirmed() {
    Wait wait =
        assertInstanceOf(Wait.class, at(START, new Sent(new SendOutcome.Unknown("timeout"))));
    assertEquals(Optional.of(MessageState.UNCONFIRMED), wait.state());
    assertEquals(START.plusSeconds(15), wait.until());
    assertTrue(wait.anew(), "look-ups are counted from the beginning");
  }

  @Test
  void aDoubtIsAskedAboutSoonHoweverOftenTheCarrierWasBusyBefore() {
    SendOutcome silent = new SendOutcome.Unknown("timeout");
    assertEquals(START.plusSeconds(15), until(9, silent, 0.5));
    long[] pauses = {30, 60, 120, 300, 900, 1_800, 7_200, 7_200};
    for (int lookUps = 1; lookUps <= pauses.length; lookUps++) {
      DeliveryStep step =
          new DeliveryMachine(POLICY, START, lookUps).apply(START, new Unclear(true), 0.5);
      Wait wait = assertInstanceOf(Wait.class, step);
      assertEquals(START.plusSeconds(pauses[lookUps - 1]), wait.until());
      assertEquals(Optional.of(MessageState.UNCONFIRMED), wait.state());
      assertFalse(wait.anew());
    }
  }

  @Test
  void whatTheCarrierHasIsSent() {
    Sighting sighting = new Sighting("SM1", DeliveryState.ACCEPTED, Optional.empty());
    for (DeliveryInput input :
        new DeliveryInput[] {new Seen(sighting), new Sent(new SendOutcome.Accepted(sighting))}) {
      Finish finish = assertInstanceOf(Finish.class, at(TOO_LATE, input));
      assertEquals(Optional.of(MessageState.SENT), finish.state());
      assertEquals(Optional.of("SM1"), finish.providerId());
    }
  }

  @Test
  void whatTheCarrierDoesNotHaveIsSentAgainUnlessItIsTooOld() {
    assertInstanceOf(Send.class, at(START, new NotSeen()));
    assertEquals(
        Optional.of(MessageState.FAILED),
        assertInstanceOf(Finish.class, at(TOO_LATE, new NotSeen())).state());
  }

  @Test
  void whatTheCarrierCannotTellStaysUnconfirmed() {
    assertInstanceOf(Wait.class, at(START, new Unclear(true)));
    for (DeliveryStep step :
        new DeliveryStep[] {at(START, new Unclear(false)), at(TOO_LATE, new Unclear(true))}) {
      Finish finish = assertInstanceOf(Finish.class, step);
      assertEquals(Optional.of(MessageState.UNCONFIRMED), finish.state());
      assertTrue(finish.error().orElseThrow().detail().contains("may have arrived"));
    }
  }

  @Test
  void aRefusalIsTheEnd() {
    CarrierError error = new CarrierError("21610", Remedy.OPTED_OUT, "no");
    Finish finish =
        assertInstanceOf(Finish.class, at(START, new Sent(new SendOutcome.Refused(error))));
    assertEquals(Optional.of(MessageState.FAILED), finish.state());
    assertEquals(Optional.of(error), finish.error());
  }

  @Test
  void backoffDoublesWithFullJitterUpToItsCap() {
    SendOutcome busy = new SendOutcome.Retry(Optional.empty(), "http_429");
    long[] ceilings = {2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600};
    for (int attempt = 1; attempt <= ceilings.length; attempt++) {
      assertEquals(START, until(attempt, busy, 0.0));
      assertEquals(START.plusSeconds(ceilings[attempt - 1] / 2), until(attempt, busy, 0.5));
    }
    assertEquals(START.plusSeconds(300), until(Integer.MAX_VALUE, busy, 0.5));
  }

  @Test
  void theCarriersOwnPauseIsKept() {
    SendOutcome busy = new SendOutcome.Retry(Optional.of(Duration.ofSeconds(30)), "http_429");
    assertEquals(START.plusSeconds(31), until(1, busy, 0.5));
  }

  @Test
  void aTextThatNobodyTakesExpires() {
    DeliveryStep step =
        at(TOO_LATE, new Sent(new SendOutcome.Retry(Optional.empty(), "unreachable")));
    Finish finish = assertInstanceOf(Finish.class, step);
    assertEquals(Optional.of(MessageState.FAILED), finish.state());
    assertEquals(
        Optional.of(MessageState.FAILED),
        assertInstanceOf(Finish.class, at(TOO_LATE, new Due(MessageState.QUEUED, false))).state());
  }

  private static Instant until(int attempt, SendOutcome outcome, double chance) {
    DeliveryMachine machine = new DeliveryMachine(POLICY, START, attempt);
    return assertInstanceOf(Wait.class, machine.apply(START, new Sent(outcome), chance)).until();
  }

  private static DeliveryStep at(Instant now, DeliveryInput input) {
    return new DeliveryMachine(POLICY, START, 1).apply(now, input, 0.5);
  }
}
