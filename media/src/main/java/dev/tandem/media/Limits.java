package dev.tandem.media;

import dev.tandem.media.leg.LegLimits;
import dev.tandem.media.record.VoicemailLimits;
import dev.tandem.media.turn.RelayLimits;

/// Every bound of the media module in one place; a configuration starts from [#defaults].
///
/// @param relay of the TURN server
/// @param legs of calls that end in the server
/// @param voicemail of one message
public record Limits(RelayLimits relay, LegLimits legs, VoicemailLimits voicemail) {

  /// What suits a team of a few hundred people.
  public static Limits defaults() {
    return new Limits(RelayLimits.defaults(), LegLimits.standard(), VoicemailLimits.standard());
  }
}
