package dev.tandem.media.record;

import dev.tandem.media.leg.IceServer;
import java.util.List;

/// A call for the voicemail.
///
/// @param sdpOffer the caller's WebRTC offer
/// @param ice relays that this server's leg may use, with fresh credentials
/// @param greeting what the caller hears first
/// @param limits how long the caller may speak and be silent
public record VoicemailRequest(
    String sdpOffer, List<IceServer> ice, Greeting greeting, VoicemailLimits limits) {
  public VoicemailRequest {
    ice = List.copyOf(ice);
  }

  @Override
  public String toString() {
    return "VoicemailRequest["
        + sdpOffer.length()
        + " characters of offer, "
        + ice
        + ", "
        + limits
        + "]";
  }
}
