package dev.tandem.media.leg;

import dev.tandem.media.audio.Sound;

/// One call's end in the server. Its methods may be called from any thread, never block, and do
/// nothing once it is closed.
public interface VoiceLeg extends AutoCloseable {
  /// An address of the other side; an empty candidate line (the browsers' "no more") is passed
  /// over.
  void remoteCandidate(IceCandidate candidate);

  /// Says this after all that is waiting to be said; [LegEvent.Played] tells when it is over.
  void play(Sound sound);

  /// Stops speaking and forgets what was waiting; no [LegEvent.Played] comes for it.
  void hush();

  /// Hangs up. No event follows.
  @Override
  void close();
}
