package dev.tandem.gateway.call;

import dev.tandem.storage.seal.Personal;
import java.util.Optional;
import java.util.UUID;

/// Everything that can happen to calls.
public sealed interface CallInput {

  /// Time has passed; nothing else.
  record Tick() implements CallInput {}

  /// Voicemail can be taken, from now on.
  record VoicemailReady() implements CallInput {}

  /// No voicemail can be taken, from now on; `detail` says what the machine lacks.
  record VoicemailMissing(String detail) implements CallInput {}

  /// Two were talking when another gateway ended, and their media may flow on without any: both
  /// have [CallLimits#cutGrace()] to come back. Comes before whatever endpoints do. The moments lie
  /// in the past.
  ///
  /// @param callee whom the caller dialled
  /// @param seenAt when it was last known to go on
  record TakeUp(
      UUID call,
      Endpoint caller,
      Party callee,
      Endpoint answerer,
      Moment startedAt,
      Optional<Moment> ringingAt,
      Moment answeredAt,
      Moment seenAt)
      implements CallInput {}

  // ---- what is known of endpoints ----

  /// The endpoint has a working connection: it can ring. With `missed` it did not get all it was
  /// told before, so what rings there must be told again.
  record EndpointLive(Endpoint endpoint, boolean missed) implements CallInput {}

  /// The endpoint's connection broke. It may come back; until then it still counts as ringing.
  record EndpointCut(Endpoint endpoint) implements CallInput {}

  /// Nothing was heard of the endpoint for so long that it counts as offline.
  record EndpointSilent(Endpoint endpoint) implements CallInput {}

  /// The endpoint's page was closed or signed out, or started anew: its media is gone for good.
  record EndpointGone(Endpoint endpoint) implements CallInput {}

  // ---- what endpoints command; each is answered by one CallOutput.Reply ----

  /// A command of an endpoint. `ticket` comes back in the reply.
  sealed interface Command extends CallInput {
    long ticket();

    Endpoint from();

    UUID call();
  }

  /// Starts `call`, a fresh id, by ringing along `plan`, or goes straight to voicemail.
  record Start(
      long ticket,
      Endpoint from,
      Personal<String> callerName,
      UUID call,
      RingPlan plan,
      String sdp,
      boolean voicemailOnly)
      implements Command {}

  /// Answers a ringing call.
  record Answer(long ticket, Endpoint from, UUID call, String sdp) implements Command {}

  /// Refuses a ringing call, for all endpoints of the member.
  record Decline(long ticket, Endpoint from, UUID call) implements Command {}

  /// Ends, cancels or declines, whatever fits the moment.
  record HangUp(long ticket, Endpoint from, UUID call) implements Command {}

  /// One more ICE candidate.
  record Trickle(long ticket, Endpoint from, UUID call, Candidate candidate) implements Command {}

  /// Media flows, directly or `relayed` at either side; `own` is what the endpoint says of its own
  /// way. Said again when that has changed or a while has passed.
  record Connected(long ticket, Endpoint from, UUID call, boolean relayed, Optional<RelayUse> own)
      implements Command {}

  /// The microphone was switched off or on.
  record Mute(long ticket, Endpoint from, UUID call, boolean muted) implements Command {}

  /// A key of the dial pad was pressed.
  record Dtmf(long ticket, Endpoint from, UUID call, char digit) implements Command {}

  /// A new offer in a running call: an ICE restart after a change of network.
  record Offer(long ticket, Endpoint from, UUID call, String sdp) implements Command {}

  /// The answer to such an offer.
  record Reanswer(long ticket, Endpoint from, UUID call, String sdp) implements Command {}

  // ---- what the server's own leg reports ----

  /// A report on the voicemail leg of `call`.
  sealed interface LegReport extends CallInput {
    UUID call();
  }

  /// The leg answers the caller's offer.
  record LegAnswered(UUID call, String sdp) implements LegReport {}

  /// A candidate of the leg.
  record LegCandidate(UUID call, Candidate candidate) implements LegReport {}

  /// The greeting is over, the recorder runs.
  record LegRecording(UUID call) implements LegReport {}

  /// The recording is complete and its sound is stored.
  record LegRecorded(UUID call) implements LegReport {}

  /// There will be no recording; `detail` is for a person.
  record LegFailed(UUID call, String detail) implements LegReport {}

  /// The voicemail is written and linked from the call record, which that closed.
  record VoicemailSaved(UUID call) implements LegReport {}
}
