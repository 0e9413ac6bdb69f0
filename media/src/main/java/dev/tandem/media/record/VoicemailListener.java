package dev.tandem.media.record;

import dev.tandem.media.leg.IceCandidate;

/// What is told about one voicemail call, in order, on the session's own virtual thread: an
/// implementation may block, for as long as the sound that arrives meanwhile fits the session's
/// mailbox.
///
/// `answer` comes first, `connected` and `recordingStarted` at most once; the last is either
/// `finished` or `failed`, exactly one of them, exactly once.
public interface VoicemailListener {
  /// The answer to the caller's offer.
  void answer(String sdp);

  /// An address of this server for the caller.
  void localCandidate(IceCandidate candidate);

  /// The caller hears the greeting.
  void connected();

  /// The tone has sounded: what is said from now on is kept.
  void recordingStarted();

  /// The next piece of the Ogg/Opus file, about a second of sound; all pieces in order are the
  /// file. Nothing comes while nothing is said.
  void audio(byte[] oggPages);

  /// It is over. With [RecordingEnd#EMPTY] there is nothing to keep, whatever was handed out
  /// before.
  void finished(Recorded recorded);

  /// No voicemail was taken: the call never connected, or the listener itself failed.
  ///
  /// @param reason for people; names no address
  void failed(String reason);
}
