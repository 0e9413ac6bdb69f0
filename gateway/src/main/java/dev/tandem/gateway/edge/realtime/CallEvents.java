package dev.tandem.gateway.edge.realtime;

import dev.tandem.gateway.call.CallOutput;
import dev.tandem.gateway.call.Candidate;
import dev.tandem.gateway.call.Refusal;
import dev.tandem.gateway.edge.http.Problem;
import dev.tandem.gateway.edge.http.ProblemCode;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Call signals and refusals in the words of the protocol.
final class CallEvents {
  /// An event's name and content.
  record Event(String name, JsonObject data) {}

  private CallEvents() {}

  static Event of(CallOutput.Signal signal) {
    JsonObject data = new JsonObject().put("call_id", signal.call().toString());
    return switch (signal) {
      case CallOutput.Incoming incoming ->
          new Event(
              "call.incoming",
              data.put(
                      "from",
                      new JsonObject()
                          .put("member_id", incoming.from().member().toString())
                          .put("name", incoming.callerName().value()))
                  .put("sdp", incoming.sdp())
                  .put("ring_seconds", Math.max(1, incoming.remaining().toSeconds())));
      case CallOutput.Ringing ringing ->
          new Event("call.ringing", data.put("devices", ringing.devices()));
      case CallOutput.Answered answered ->
          new Event(
              "call.answered",
              data.put("sdp", answered.sdp())
                  .put("by", answered.voicemail() ? "voicemail" : "member"));
      case CallOutput.PeerCandidate candidate ->
          new Event("call.candidate", data.put("candidate", candidate(candidate.candidate())));
      case CallOutput.PeerMuted muted -> new Event("call.muted", data.put("muted", muted.muted()));
      case CallOutput.PeerDigit digit ->
          new Event("call.dtmf", data.put("digit", String.valueOf(digit.digit())));
      case CallOutput.PeerOffer offer -> new Event("call.offer", data.put("sdp", offer.sdp()));
      case CallOutput.PeerReanswer answer ->
          new Event("call.reanswer", data.put("sdp", answer.sdp()));
      case CallOutput.Voicemail voicemail ->
          new Event("call.voicemail", data.put("phase", word(voicemail.phase())));
      case CallOutput.Ended ended ->
          new Event(
              "call.ended",
              data.put("reason", word(ended.reason()))
                  .put("outcome", word(ended.outcome()))
                  .put("voicemail", ended.voicemailAvailable() ? "available" : "unavailable")
                  .put("detail", ended.detail()));
    };
  }

  /// Null says that there are no more (RFC 8838 section 8.2).
  private static @Nullable JsonObject candidate(Candidate candidate) {
    if (candidate.candidate().isEmpty()) {
      return null;
    }
    return new JsonObject()
        .put("candidate", candidate.candidate())
        .put("sdp_mid", candidate.sdpMid())
        .put("sdp_m_line_index", candidate.sdpMLineIndex());
  }

  static Problem problem(Refusal refusal) {
    return switch (refusal) {
      case NOT_FOUND -> notFound();
      case OFFLINE -> conflict("This device counts as offline; reconnect first.");
      case SELF_CALL -> field("data.to_member_id", "Name somebody else.");
      case ALREADY_IN_CALL -> conflict("End the call you are in first.");
      case ALREADY_ANSWERED -> conflict("The call was answered elsewhere.");
      case NOT_TALKING -> conflict("The call is not answered, or voicemail has it.");
      case OFFER_PENDING -> conflict("Answer the other side's offer first.");
      case NO_OFFER_PENDING -> conflict("There is no offer of the other side to answer.");
      case SDP_TOO_LARGE -> field("data.sdp", "Send a shorter session description.");
      case SDP_MALFORMED ->
          field("data.sdp", "Send a session description with audio and a DTLS fingerprint.");
      case CANDIDATE_TOO_LARGE -> field("data.candidate", "Send a shorter candidate.");
      case TOO_MANY_CANDIDATES ->
          tooMany("This offer has all the candidates it may have; the call goes on.");
      case NOT_A_DIGIT -> field("data.digit", "Send one of 0-9, *, # and A-D.");
      case TOO_MANY_RESTARTS -> tooMany("Call again; this call was restarted too often.");
      case WORKSPACE_FULL ->
          tooMany("The workspace has as many calls as it may have; try again soon.");
    };
  }

  static Problem notFound() {
    return Problem.of(ProblemCode.NOT_FOUND, "There is no such call or member; it may be over.");
  }

  static Problem field(String field, String advice) {
    return new Problem(
        ProblemCode.INVALID_FIELDS,
        "Correct the fields listed in `errors`.",
        List.of(new Problem.FieldFault(field, advice)));
  }

  private static Problem conflict(String detail) {
    return Problem.of(ProblemCode.CONFLICT, detail);
  }

  private static Problem tooMany(String detail) {
    return Problem.of(ProblemCode.TOO_MANY_REQUESTS, detail);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
