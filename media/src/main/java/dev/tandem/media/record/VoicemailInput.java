package dev.tandem.media.record;

import dev.tandem.media.audio.Sound;

/// What can happen to a voicemail call.
sealed interface VoicemailInput {
  /// The caller hears us and we hear the caller; again after an interruption.
  record Connected() implements VoicemailInput {}

  /// No packets arrive for now.
  record Interrupted() implements VoicemailInput {}

  /// The leg is gone.
  record Lost(String reason) implements VoicemailInput {}

  /// 10 ms of what the caller says.
  record Heard(Sound frame) implements VoicemailInput {}

  /// The caller heard this clip to its end.
  record Played(Clip clip) implements VoicemailInput {}

  /// A key was pressed.
  record Pressed(char digit) implements VoicemailInput {}

  /// The call is over.
  record HungUp() implements VoicemailInput {}

  /// Nothing but time has passed.
  record Tick() implements VoicemailInput {}
}
