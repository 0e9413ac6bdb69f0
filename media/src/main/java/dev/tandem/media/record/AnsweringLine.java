package dev.tandem.media.record;

import dev.tandem.media.audio.Sound;
import dev.tandem.media.audio.Tones;
import dev.tandem.media.leg.Availability;
import dev.tandem.media.leg.VoiceLegs;
import java.util.concurrent.ThreadLocalRandom;

/// The voicemail on server legs: a session, and a virtual thread, for each call.
final class AnsweringLine implements VoicemailLine {
  private final VoiceLegs legs;
  private final Sound beep = Tones.beep();

  AnsweringLine(VoiceLegs legs) {
    this.legs = legs;
  }

  @Override
  public Availability availability() {
    return legs.availability();
  }

  @Override
  public VoicemailSession take(VoicemailRequest request, VoicemailListener listener) {
    int serial = ThreadLocalRandom.current().nextInt();
    AnsweringSession session = new AnsweringSession(legs, request, beep, serial, listener);
    session.begin();
    return session;
  }
}
