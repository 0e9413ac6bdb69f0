package dev.tandem.gateway.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What must hold in every run, whatever happens: a ledger of all inputs and outputs that fails at
/// the first broken rule.
final class CallRules {
  private static final class Ledger {
    final UUID workspace;
    final Set<Endpoint> rung = new HashSet<>();
    @Nullable String answeredBy;
    boolean closed;
    boolean saving;

    /// The record says who talks: it can be taken up.
    boolean noted;

    /// It was taken up, and nobody has come back.
    boolean awaited;

    Ledger(UUID workspace) {
      this.workspace = workspace;
    }
  }

  private final Map<UUID, Ledger> calls = new HashMap<>();
  private final Map<Long, CallInput.Command> unanswered = new HashMap<>();
  private final Set<Party> inCall = new HashSet<>();
  private final Set<Endpoint> gone = new HashSet<>();
  private final Map<Outcome, Integer> outcomes = new HashMap<>();
  private final Set<UUID> ended = new HashSet<>();

  void input(CallInput input) {
    switch (input) {
      case CallInput.Command command ->
          assertNull(unanswered.put(command.ticket(), command), "tickets are fresh");
      case CallInput.EndpointGone left -> {
        gone.add(left.endpoint());
        calls.values().forEach(call -> call.rung.remove(left.endpoint()));
      }
      case CallInput.TakeUp up -> {
        Ledger call = new Ledger(up.caller().workspace());
        call.answeredBy = "member";
        call.noted = true;
        call.awaited = true;
        assertNull(calls.put(up.call(), call), "taken up once");
        assertFalse(ended.contains(up.call()), "what is over is not taken up");
      }
      case CallInput.EndpointLive live -> gone.remove(live.endpoint());
      case CallInput.VoicemailSaved saved -> {
        Ledger call = calls.get(saved.call());
        if (call != null && call.saving && !call.closed) {
          close(call, Outcome.VOICEMAIL);
        }
      }
      default -> {}
    }
  }

  void output(CallOutput output) {
    switch (output) {
      case CallOutput.Reply reply -> {
        CallInput.Command command = unanswered.remove(reply.ticket());
        assertNotNull(command, "one reply a command");
        assertEquals(command.from(), reply.to());
      }
      case CallOutput.InCall change ->
          assertTrue(
              change.inCall() ? inCall.add(change.party()) : inCall.remove(change.party()),
              "being in a call is told when it changes");
      case CallOutput.OpenRecord open -> {
        assertEquals(open.caller().workspace(), open.callee().workspace());
        assertNull(calls.put(open.call(), new Ledger(open.caller().workspace())), "opened once");
      }
      case CallOutput.NoteTalk talk -> {
        Ledger call = known(talk.call());
        assertEquals("member", call.answeredBy, "who talks is noted with the answer");
        call.noted = true;
      }
      case CallOutput.WentOn back -> {
        assertTrue(known(back.call()).awaited, "a call goes on once that was taken up");
        known(back.call()).awaited = false;
      }
      case CallOutput.CloseRecord close -> close(known(close.call()), close.summary().outcome());
      case CallOutput.SaveVoicemail save -> {
        Ledger call = known(save.call());
        assertFalse(call.closed, "no voicemail of a closed call");
        assertFalse(call.saving, "saved once");
        call.saving = true;
      }
      case CallOutput.TakeVoicemail take -> answered(known(take.call()), "voicemail");
      case CallOutput.Signal signal -> signal(signal);
      case CallOutput.LegTrickle trickle -> assertFalse(known(trickle.call()).closed);
      case CallOutput.LegDigit digit -> assertFalse(known(digit.call()).closed);
      case CallOutput.StopVoicemail stop -> assertFalse(known(stop.call()).closed);
    }
  }

  private void signal(CallOutput.Signal signal) {
    Ledger call = known(signal.call());
    assertEquals(call.workspace, signal.to().workspace(), "nothing leaves the workspace");
    switch (signal) {
      case CallOutput.Incoming incoming -> {
        assertFalse(call.closed, "nobody rings after the end");
        assertNull(call.answeredBy, "nobody rings after an answer");
        call.rung.add(incoming.to());
      }
      case CallOutput.Answered answered when answered.voicemail() ->
          assertEquals("voicemail", call.answeredBy);
      case CallOutput.Answered answered -> answered(call, "member");
      case CallOutput.Ended ended -> call.rung.remove(ended.to());
      default -> assertFalse(call.closed && !call.saving, "nothing is told after the end");
    }
  }

  private static void answered(Ledger call, String by) {
    assertNull(call.answeredBy, "one answer a call");
    call.answeredBy = by;
  }

  private void close(Ledger call, Outcome outcome) {
    assertFalse(call.closed, "a record closes once");
    call.closed = true;
    calls.forEach(
        (id, each) -> {
          if (each == call) {
            assertTrue(ended.add(id), "also over a crash");
          }
        });
    outcomes.merge(outcome, 1, Integer::sum);
  }

  /// After each input: whoever still rings does so for an open call.
  void settled() {
    assertTrue(unanswered.isEmpty(), "each command is replied to at once");
    for (Ledger call : calls.values()) {
      assertTrue(!call.closed || call.rung.isEmpty(), "the end stops all ringing");
    }
    calls.values().removeIf(call -> call.closed && !call.saving);
  }

  /// The gateway ended: the next one closes what is not noted as a talk, and takes the rest up.
  void crashed() {
    for (Ledger call : List.copyOf(calls.values())) {
      if (!call.closed && !call.noted) {
        close(call, Outcome.FAILED);
      }
    }
    calls.clear();
    unanswered.clear();
    inCall.clear();
    gone.clear();
  }

  void drained() {
    assertTrue(inCall.isEmpty(), "nobody is in a call at the end");
    for (Ledger call : calls.values()) {
      assertTrue(call.closed, "every record is closed at the end");
    }
  }

  Map<Outcome, Integer> outcomes() {
    return outcomes;
  }

  private Ledger known(UUID call) {
    Ledger ledger = calls.get(call);
    assertNotNull(ledger, "a call is opened before anything else, and nothing comes after its end");
    return ledger;
  }
}
