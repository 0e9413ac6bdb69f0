package dev.tandem.media.leg;

import java.util.function.Consumer;

/// Where server legs come from: one for the process.
public interface VoiceLegs extends AutoCloseable {
  /// Whether legs can be had; cheap, and true to the last attempt.
  Availability availability();

  /// Answers an offer. Returns at once; what follows, refusals included, are events.
  VoiceLeg answer(LegOffer offer, Consumer<LegEvent> events);

  /// Fails every leg that is open and lets go of everything.
  @Override
  void close();
}
