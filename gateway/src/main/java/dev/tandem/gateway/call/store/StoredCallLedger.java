package dev.tandem.gateway.call.store;

import dev.tandem.gateway.call.CallSummary;
import dev.tandem.gateway.call.Outcome;
import dev.tandem.gateway.call.Party;
import dev.tandem.gateway.call.driver.CallLedger;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.call.CallDirection;
import dev.tandem.storage.call.CallEnd;
import dev.tandem.storage.call.CallOutcome;
import dev.tandem.storage.call.Calls;
import dev.tandem.storage.call.NewCall;
import dev.tandem.storage.seal.Personal;
import dev.tandem.storage.voicemail.NewVoicemail;
import dev.tandem.storage.voicemail.Voicemails;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Call records and voicemails in [Storage].
public final class StoredCallLedger implements CallLedger {
  private final Storage storage;
  private final Calls calls = new Calls();
  private final Voicemails voicemails = new Voicemails();

  public StoredCallLedger(Storage storage) {
    this.storage = storage;
  }

  /// Closes the records that a crash left open. For start-up, before any call. Returns how many.
  public int closeDangling(Instant now) {
    return calls.closeDangling(storage, now);
  }

  @Override
  public void open(Opened call) {
    boolean _ = storage.inWorkspace(workspace(call.caller()), tx -> open(tx, call));
  }

  private boolean open(Tenant tx, Opened call) {
    if (calls.find(tx, call.call()).isPresent()) {
      return false;
    }
    calls.open(
        tx,
        new NewCall(
            call.call(),
            CallDirection.INTERNAL,
            Optional.of(call.caller().member()),
            Optional.of(call.callee().member()),
            Optional.empty(),
            call.startedAt()));
    return true;
  }

  @Override
  public void close(Opened call, CallSummary summary) {
    boolean _ =
        storage.inWorkspace(
            workspace(call.caller()),
            tx -> calls.close(tx, call.call(), end(call, summary, Optional.empty())));
  }

  @Override
  public void saveVoicemail(Opened call, CallSummary summary, Sound sound) {
    boolean _ =
        storage.inWorkspace(
            workspace(call.caller()),
            tx -> {
              if (voicemails.find(tx, sound.voicemail()).isPresent()) {
                return false;
              }
              save(tx, call, sound);
              return calls.close(
                  tx, call.call(), end(call, summary, Optional.of(sound.voicemail())));
            });
  }

  private void save(Tenant tx, Opened call, Sound sound) {
    var _ =
        voicemails.create(
            tx,
            new NewVoicemail(
                sound.voicemail(),
                call.call(),
                call.callee().member(),
                Optional.of(call.caller().member()),
                Optional.empty(),
                sound.recorded().durationMillis(),
                Personal.of(sound.recorded().peaks()),
                sound.blob()));
  }

  private static CallEnd end(Opened call, CallSummary summary, Optional<UUID> voicemail) {
    Instant start = call.startedAt();
    return new CallEnd(
        outcome(summary.outcome()),
        summary.ringingAfter().map(start::plus),
        summary.answeredAfter().map(start::plus),
        start.plus(summary.endedAfter()),
        voicemail,
        summary.relayed());
  }

  private static CallOutcome outcome(Outcome outcome) {
    return switch (outcome) {
      case ANSWERED -> CallOutcome.ANSWERED;
      case MISSED -> CallOutcome.MISSED;
      case DECLINED -> CallOutcome.DECLINED;
      case CANCELED -> CallOutcome.CANCELED;
      case BUSY -> CallOutcome.BUSY;
      case VOICEMAIL -> CallOutcome.VOICEMAIL;
      case FAILED -> CallOutcome.FAILED;
      case UNREACHABLE -> CallOutcome.UNREACHABLE;
    };
  }

  private static WorkspaceId workspace(Party party) {
    return new WorkspaceId(party.workspace());
  }
}
