package dev.tandem.messaging.carrier;

import java.util.List;

/// What a carrier knows of a text whose send has no certain end.
public sealed interface LookUpOutcome {

  /// Texts at the carrier with the same sender, receiver and words, oldest first. More than one
  /// when the same words were sent twice: the one that no other message of ours claims is meant.
  ///
  /// @param complete whether the carrier answered for the whole time in question; if so and other
  ///   messages claim every sighting, the text is not there
  record Found(List<Sighting> sightings, boolean complete) implements LookUpOutcome {
    public Found {
      sightings = List.copyOf(sightings);
    }
  }

  /// The carrier answered for the whole time in question and has no such text.
  record NotThere() implements LookUpOutcome {}

  /// No certain answer now.
  ///
  /// @param worthAskingAgain false where the carrier has no way to tell at all
  record CannotTell(boolean worthAskingAgain, String code) implements LookUpOutcome {}
}
