package dev.tandem.storage.call;

/// How a call ended.
public enum CallOutcome {
  ANSWERED,
  MISSED,
  DECLINED,
  CANCELED,
  BUSY,
  VOICEMAIL,
  FAILED,
  UNREACHABLE
}
