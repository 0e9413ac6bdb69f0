package dev.tandem.media.leg;

import dev.tandem.media.audio.Sound;

/// What a leg reports. Events arrive on the legs' own threads, which all legs share, so the
/// receiver must be safe for several threads, take what it gets and return at once.
public sealed interface LegEvent {
  /// The answer to the offer; once, before anything but [Failed].
  record Answered(String sdp) implements LegEvent {}

  /// An own address for the other side, after the answer.
  record LocalCandidate(IceCandidate candidate) implements LegEvent {}

  /// Sound flows: the first time, or again after [Interrupted].
  record Connected() implements LegEvent {}

  /// Nothing arrives at the moment; it may come back by itself.
  record Interrupted() implements LegEvent {}

  /// The last event: there is no path, or the offer was refused.
  ///
  /// @param reason for people, without addresses
  record Failed(String reason) implements LegEvent {}

  /// 10 ms from the other side, [Sound#FRAME] samples. Silence is heard too.
  record Heard(Sound frame) implements LegEvent {}

  /// A clip was spoken to its end.
  record Played(Sound sound) implements LegEvent {}
}
