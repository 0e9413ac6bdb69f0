package dev.tandem.gateway.call;

import dev.tandem.storage.seal.Personal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One open call: what is known of it, and nothing that acts. [Switchboard] owns all of them.
final class Call {

  /// Where a call is; see the picture in the package's description.
  enum Stage {
    RINGING,
    TALKING,
    TAKING_OVER,
    GREETING,
    RECORDING,
    SAVING
  }

  /// In these the caller is tied to the call, and its signalling may be cut only for a while.
  private static final Set<Stage> CONNECTED =
      EnumSet.of(Stage.TALKING, Stage.TAKING_OVER, Stage.GREETING, Stage.RECORDING);

  final UUID id;
  final Endpoint caller;
  final Personal<String> callerName;
  final RingPlan plan;
  final String offer;
  final boolean voicemailOnly;
  final Moment startedAt;

  Stage stage = Stage.RINGING;

  /// When the stage ends by itself.
  Moment stageEnds;

  int step;
  final Set<Endpoint> rung = new LinkedHashSet<>();

  /// Members of the plan that ring no more, and why.
  final Map<Party, EndReason> out = new LinkedHashMap<>();

  /// The caller's candidates of the time before an answer.
  final List<Candidate> early = new ArrayList<>();

  int callerCandidates;
  int answererCandidates;
  int restarts;
  boolean saveRequested;

  @Nullable Endpoint answerer;
  @Nullable Endpoint offering;
  @Nullable Moment ringingAt;
  @Nullable Moment answeredAt;
  @Nullable Moment callerCutAt;
  @Nullable Moment answererCutAt;
  @Nullable Boolean relayed;
  @Nullable RelayUse callerRelay;
  @Nullable RelayUse answererRelay;

  /// Of a call that was taken up and to which nobody has come back: when it was last known to go
  /// on.
  @Nullable Moment seenAt;

  /// The alarm that is set for this call.
  @Nullable Moment alarm;

  Call(CallInput.Start start, Moment now) {
    id = start.call();
    caller = start.from();
    callerName = start.callerName();
    plan = start.plan();
    offer = start.sdp();
    voicemailOnly = start.voicemailOnly();
    startedAt = now;
    stageEnds = now;
  }

  /// A call that was taken up from another gateway: two talk, and both have to come back.
  Call(CallInput.TakeUp up, Moment now) {
    id = up.call();
    caller = up.caller();
    callerName = Personal.of("");
    plan = RingPlan.member(up.callee(), Duration.ofSeconds(1));
    offer = "";
    voicemailOnly = false;
    startedAt = up.startedAt();
    ringingAt = up.ringingAt().orElse(null);
    answerer = up.answerer();
    answeredAt = up.answeredAt();
    stage = Stage.TALKING;
    stageEnds = now;
    callerCutAt = now;
    answererCutAt = now;
    seenAt = up.seenAt();
  }

  /// When something happens by itself.
  Moment nextAlarm(Duration cutGrace) {
    Moment next = stageEnds;
    if (callerCutAt != null && CONNECTED.contains(stage)) {
      next = Moment.earlier(next, callerCutAt.plus(cutGrace));
    }
    if (answererCutAt != null && stage == Stage.TALKING) {
      next = Moment.earlier(next, answererCutAt.plus(cutGrace));
    }
    return next;
  }

  /// Whether the call keeps `party` from another one.
  boolean engages(Party party) {
    boolean calls = caller.party().equals(party) && stage != Stage.SAVING;
    return calls || (answerer != null && answerer.party().equals(party));
  }

  boolean ringsAt(Party party) {
    return rung.stream().anyMatch(endpoint -> endpoint.party().equals(party));
  }

  /// The other side of `from`, where two talk.
  Optional<Endpoint> peerOf(Endpoint from) {
    if (stage != Stage.TALKING) {
      return Optional.empty();
    }
    return from.equals(caller) ? Optional.ofNullable(answerer) : Optional.of(caller);
  }

  boolean isLeg(Endpoint endpoint) {
    return endpoint.equals(caller) || endpoint.equals(answerer);
  }

  /// How the call went if no message is left.
  Outcome unanswered() {
    if (voicemailOnly) {
      return Outcome.FAILED;
    }
    return ringingAt == null ? Outcome.UNREACHABLE : Outcome.MISSED;
  }

  /// Why the call ended if voicemail does not answer.
  EndReason unansweredReason() {
    if (voicemailOnly) {
      return EndReason.FAILED;
    }
    return ringingAt == null ? EndReason.UNREACHABLE : EndReason.NO_ANSWER;
  }

  /// With nobody back, the call ended when it was last seen.
  CallSummary summary(Outcome outcome, Moment now) {
    Moment end = seenAt == null ? now : seenAt;
    return new CallSummary(
        outcome,
        Optional.ofNullable(ringingAt).map(at -> at.since(startedAt)),
        Optional.ofNullable(answeredAt).map(at -> at.since(startedAt)),
        end.since(startedAt),
        Optional.ofNullable(relayed),
        Optional.ofNullable(callerRelay),
        Optional.ofNullable(answererRelay));
  }
}
