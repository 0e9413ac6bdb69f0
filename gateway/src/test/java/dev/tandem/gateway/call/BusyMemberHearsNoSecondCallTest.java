package dev.tandem.gateway.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Goal: who talks or dials is busy, and two who call each other at the same moment end up in one
/// call. Method: scripted inputs.
final class BusyMemberHearsNoSecondCallTest {
  private final CallScript script = new CallScript();
  private final Endpoint anna = script.live(1, 1);
  private final Endpoint bert = script.live(2, 1);
  private final Endpoint cleo = script.live(3, 1);

  @Test
  void whoTalksIsBusy() {
    UUID call = script.talk(anna, bert);
    script.start(cleo, bert.party());
    script.none(CallOutput.Incoming.class);
    assertEquals(Outcome.BUSY, script.ended(cleo, EndReason.BUSY).outcome());
    script.closed(Outcome.BUSY);
    script.start(bert, cleo.party());
    script.refused(Refusal.ALREADY_IN_CALL);
    script.hangUp(bert, call);
    script.closed(Outcome.ANSWERED);
    script.idle();
  }

  @Test
  void whoeverCalledFirstWhenTwoCallEachOther() {
    UUID first = script.start(anna, bert.party());
    UUID second = script.start(bert, anna.party());
    script.done();
    assertEquals(second, script.one(CallOutput.CloseRecord.class).call());
    script.ended(bert, EndReason.BUSY);
    script.answer(bert, first);
    script.done();
    script.hangUp(anna, first);
    script.closed(Outcome.ANSWERED);
    script.idle();
  }

  @Test
  void takingOneCallMakesTheOthersHearBusy() {
    UUID first = script.start(anna, bert.party());
    UUID second = script.start(cleo, bert.party());
    assertEquals(2, script.heard(CallOutput.Incoming.class).size());
    script.answer(bert, second);
    assertEquals(first, script.one(CallOutput.CloseRecord.class).call());
    script.ended(anna, EndReason.BUSY);
    script.ended(bert, EndReason.BUSY);
    script.hangUp(cleo, second);
    script.closed(Outcome.ANSWERED);
    script.idle();
  }

  @Test
  void beingInACallIsToldOnce() {
    UUID call = script.start(anna, bert.party());
    assertEquals(new CallOutput.InCall(anna.party(), true), script.one(CallOutput.InCall.class));
    script.answer(bert, call);
    assertEquals(new CallOutput.InCall(bert.party(), true), script.one(CallOutput.InCall.class));
    script.hangUp(anna, call);
    List<CallOutput.InCall> free = script.heard(CallOutput.InCall.class);
    assertEquals(2, free.size());
  }
}
