package dev.tandem.gateway.call;

import dev.tandem.storage.seal.Personal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Everything the machine can want done. Outputs are carried out in the order they are given.
public sealed interface CallOutput {

  /// The answer to the command with `ticket`; no refusal means that it was done.
  record Reply(long ticket, Endpoint to, UUID call, Optional<Refusal> refusal)
      implements CallOutput {}

  /// Whether the member dials or talks has changed.
  record InCall(Party party, boolean inCall) implements CallOutput {}

  // ---- what endpoints are told ----

  /// Something the endpoint `to` is told of `call`.
  sealed interface Signal extends CallOutput {
    Endpoint to();

    UUID call();
  }

  /// Ring: `from` calls and offers `sdp`; it will ring for `remaining`.
  record Incoming(
      Endpoint to,
      UUID call,
      Party from,
      Personal<String> callerName,
      String sdp,
      Duration remaining)
      implements Signal {}

  /// So many endpoints of the callee ring now.
  record Ringing(Endpoint to, UUID call, int devices) implements Signal {}

  /// The caller's offer is answered, by a member or by voicemail.
  record Answered(Endpoint to, UUID call, String sdp, boolean voicemail) implements Signal {}

  /// A candidate of the other side.
  record PeerCandidate(Endpoint to, UUID call, Candidate candidate) implements Signal {}

  /// The other side switched its microphone off or on.
  record PeerMuted(Endpoint to, UUID call, boolean muted) implements Signal {}

  /// The other side pressed a key.
  record PeerDigit(Endpoint to, UUID call, char digit) implements Signal {}

  /// The other side makes a new offer.
  record PeerOffer(Endpoint to, UUID call, String sdp) implements Signal {}

  /// The other side answers a new offer.
  record PeerReanswer(Endpoint to, UUID call, String sdp) implements Signal {}

  /// How far voicemail is.
  record Voicemail(Endpoint to, UUID call, Phase phase) implements Signal {}

  /// The call is over for `to`: nothing more comes for it.
  ///
  /// @param voicemailAvailable whether a message could be left now
  record Ended(
      Endpoint to,
      UUID call,
      EndReason reason,
      Outcome outcome,
      boolean voicemailAvailable,
      String detail)
      implements Signal {}

  /// The stages of a voicemail, as its caller sees them.
  enum Phase {
    GREETING,
    RECORDING,
    SAVED,
    FAILED
  }

  // ---- what is kept ----

  /// A call began: open its record.
  record OpenRecord(UUID call, Party caller, Party callee) implements CallOutput {}

  /// Two talk: note from which endpoints, so that a gateway that starts anew can take the call up.
  record NoteTalk(
      UUID call,
      Endpoint caller,
      Endpoint answerer,
      Optional<Duration> ringingAfter,
      Duration answeredAfter)
      implements CallOutput {}

  /// A call that was taken up goes on: one of its endpoints came back.
  record WentOn(UUID call) implements CallOutput {}

  /// A call is over: close its record. Never after a [VoicemailSaved][CallInput.VoicemailSaved].
  record CloseRecord(UUID call, Party caller, CallSummary summary) implements CallOutput {}

  // ---- the server's own leg ----

  /// Let voicemail answer the caller's offer.
  record TakeVoicemail(
      UUID call, Party caller, Party callee, String sdp, List<Candidate> candidates)
      implements CallOutput {}

  /// A candidate of the caller for the leg.
  record LegTrickle(UUID call, Candidate candidate) implements CallOutput {}

  /// A key the caller pressed, for the leg.
  record LegDigit(UUID call, char digit) implements CallOutput {}

  /// End the leg. With `keep` what was recorded is stored and reported, else it is dropped.
  record StopVoicemail(UUID call, boolean keep) implements CallOutput {}

  /// Write the voicemail and close the call record with it, in one transaction.
  record SaveVoicemail(UUID call, CallSummary summary) implements CallOutput {}
}
