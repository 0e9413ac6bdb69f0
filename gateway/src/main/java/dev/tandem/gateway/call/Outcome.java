package dev.tandem.gateway.call;

/// How a call went, once, for good: what its record keeps.
public enum Outcome {
  /// Someone answered and both sides could talk.
  ANSWERED,
  /// It rang and nobody answered.
  MISSED,
  /// The callee refused it.
  DECLINED,
  /// The caller gave up before an answer.
  CANCELED,
  /// The callee was in another call.
  BUSY,
  /// Nobody answered and the caller left a message.
  VOICEMAIL,
  /// It ended through a fault.
  FAILED,
  /// The callee had no live endpoint, and no message was left.
  UNREACHABLE
}
