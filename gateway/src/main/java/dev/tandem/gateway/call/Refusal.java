package dev.tandem.gateway.call;

/// Why a command changed nothing. The closed list of what the machine refuses.
public enum Refusal {
  /// No such call, or not one this endpoint takes part in. Says nothing about other workspaces.
  NOT_FOUND,
  /// The endpoint counts as offline; it must come back first.
  OFFLINE,
  /// A member called themselves.
  SELF_CALL,
  /// The member dials or talks already.
  ALREADY_IN_CALL,
  /// Another endpoint, or voicemail, was first to answer.
  ALREADY_ANSWERED,
  /// The command needs a call in which two parties talk.
  NOT_TALKING,
  /// An offer of the other side waits for its answer.
  OFFER_PENDING,
  /// There is no offer of the other side to answer.
  NO_OFFER_PENDING,
  /// The session description is longer than [CallLimits#sdpBytes()].
  SDP_TOO_LARGE,
  /// The session description offers no audio over DTLS-SRTP.
  SDP_MALFORMED,
  /// The candidate is longer than [CallLimits#candidateBytes()].
  CANDIDATE_TOO_LARGE,
  /// More than [CallLimits#candidatesPerPeer()] candidates of one generation.
  TOO_MANY_CANDIDATES,
  /// Not one of `0-9 * # A-D`.
  NOT_A_DIGIT,
  /// More than [CallLimits#restartsPerCall()] new offers.
  TOO_MANY_RESTARTS,
  /// The workspace has [CallLimits#callsPerWorkspace()] calls open.
  WORKSPACE_FULL
}
