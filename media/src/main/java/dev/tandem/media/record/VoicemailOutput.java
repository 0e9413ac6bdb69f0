package dev.tandem.media.record;

import java.nio.ByteBuffer;

/// What a voicemail call wants done.
sealed interface VoicemailOutput {
  /// Say it.
  record Play(Clip clip) implements VoicemailOutput {}

  /// Stop talking.
  record Hush() implements VoicemailOutput {}

  /// Tell that the caller hears the greeting.
  record TellConnected() implements VoicemailOutput {}

  /// Tell that the recording runs.
  record TellRecording() implements VoicemailOutput {}

  /// Hand this piece of the file on.
  record Store(ByteBuffer pages) implements VoicemailOutput {}

  /// Hang up and tell what was recorded; the last output.
  record Finish(Recorded recorded) implements VoicemailOutput {}

  /// Hang up and tell that nothing could be taken; the last output.
  record Fail(String reason) implements VoicemailOutput {}
}
