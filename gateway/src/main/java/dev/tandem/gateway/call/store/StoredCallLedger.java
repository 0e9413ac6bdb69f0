package dev.tandem.gateway.call.store;

import dev.tandem.gateway.call.CallSummary;
import dev.tandem.gateway.call.Endpoint;
import dev.tandem.gateway.call.Outcome;
import dev.tandem.gateway.call.Party;
import dev.tandem.gateway.call.RelayUse;
import dev.tandem.gateway.call.driver.CallLedger;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.call.CallDirection;
import dev.tandem.storage.call.CallEnd;
import dev.tandem.storage.call.CallOutcome;
import dev.tandem.storage.call.CallTalk;
import dev.tandem.storage.call.Calls;
import dev.tandem.storage.call.NewCall;
import dev.tandem.storage.call.StandingCall;
import dev.tandem.storage.seal.Personal;
import dev.tandem.storage.voicemail.NewVoicemail;
import dev.tandem.storage.voicemail.Voicemails;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/// Call records and voicemails in [Storage].
public final class StoredCallLedger implements CallLedger {
  private final Storage storage;
  private final long keeper;
  private final Calls calls = new Calls();
  private final Voicemails voicemails = new Voicemails();

  /// @param keeper the number of this gateway's lifeline, which its calls are kept under
  public StoredCallLedger(Storage storage, long keeper) {
    this.storage = storage;
    this.keeper = keeper;
  }

  /// Closes the records that a gateway that ended left open and in which nobody talks. For
  /// start-up, before any call. Returns how many.
  public int closeDangling() {
    return calls.closeDangling(storage);
  }

  /// Takes over the calls in which two were talking when their gateway ended; those of one that
  /// lives stay its own. For start-up, before any call.
  public List<Standing> takeUp() {
    return calls.takeUp(storage, keeper).stream().map(StoredCallLedger::standing).toList();
  }

  private static Standing standing(StandingCall call) {
    UUID workspace = call.workspace().value();
    Party caller = new Party(workspace, call.callerMemberId());
    Party answerer = new Party(workspace, call.talk().answererMemberId());
    return new Standing(
        new Opened(
            call.id(), caller, new Party(workspace, call.calleeMemberId()), call.startedAt()),
        new Talk(
            new Endpoint(caller, call.talk().callerDeviceId()),
            new Endpoint(answerer, call.talk().answererDeviceId()),
            call.talk().ringingAt().map(at -> Duration.between(call.startedAt(), at)),
            Duration.between(call.startedAt(), call.talk().answeredAt())),
        call.seenAt());
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
            call.startedAt()),
        keeper);
    return true;
  }

  @Override
  public void answered(Opened call, Talk talk) {
    Instant start = call.startedAt();
    boolean _ =
        storage.inWorkspace(
            workspace(call.caller()),
            tx ->
                calls.answered(
                    tx,
                    call.call(),
                    new CallTalk(
                        talk.caller().device(),
                        talk.answerer().party().member(),
                        talk.answerer().device(),
                        talk.ringingAfter().map(start::plus),
                        start.plus(talk.answeredAfter()))));
  }

  @Override
  public void seen(Collection<Opened> open, Instant at) {
    Map<WorkspaceId, List<UUID>> byWorkspace =
        open.stream()
            .collect(
                Collectors.groupingBy(
                    call -> workspace(call.caller()),
                    Collectors.mapping(Opened::call, Collectors.toList())));
    byWorkspace.forEach(
        (workspace, ids) -> {
          int _ = storage.inWorkspace(workspace, tx -> calls.seen(tx, ids, at));
        });
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
        summary.relayed(),
        summary.callerRelay().map(StoredCallLedger::use),
        summary.calleeRelay().map(StoredCallLedger::use));
  }

  private static dev.tandem.storage.call.RelayUse use(RelayUse use) {
    return new dev.tandem.storage.call.RelayUse(use.relayed(), use.bytes());
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
