package dev.tandem.media;

import dev.tandem.media.turn.RelayLimits;

/// Every bound of the media module in one place; a configuration starts from [#defaults].
///
/// @param relay of the TURN server
public record Limits(RelayLimits relay) {

  /// What suits a team of a few hundred people.
  public static Limits defaults() {
    return new Limits(RelayLimits.defaults());
  }
}
