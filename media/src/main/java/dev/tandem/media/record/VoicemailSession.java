package dev.tandem.media.record;

import dev.tandem.media.leg.IceCandidate;

/// One call that the voicemail has taken. Methods may be called from any thread, return at once,
/// and do nothing once the session is over.
public interface VoicemailSession {
  /// An address of the caller, trickled.
  void remoteCandidate(IceCandidate candidate);

  /// A key that the caller pressed: `#` skips the greeting, others are passed over.
  void dtmf(char digit);

  /// The caller hung up, or the call is over for another reason. What was said until now is
  /// finished properly.
  void hangUp();
}
