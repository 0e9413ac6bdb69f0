package dev.tandem.media.record;

import dev.tandem.media.leg.Availability;
import dev.tandem.media.leg.VoiceLegs;

/// Answers calls that nobody took and records what is said.
public interface VoicemailLine {
  /// Whether a call would be answered; cheap.
  Availability availability();

  /// Answers this call. Returns at once; what happens is told to the listener, refusals included.
  VoicemailSession take(VoicemailRequest request, VoicemailListener listener);

  /// A line whose calls end in these legs.
  static VoicemailLine over(VoiceLegs legs) {
    return new AnsweringLine(legs);
  }
}
