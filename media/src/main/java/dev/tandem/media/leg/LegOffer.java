package dev.tandem.media.leg;

import java.util.List;

/// What the other side proposes, and the relays to reach it by.
///
/// @param sdp a WebRTC offer (RFC 8829)
/// @param ice relays; without one only direct paths are tried
public record LegOffer(String sdp, List<IceServer> ice) {
  public LegOffer {
    ice = List.copyOf(ice);
  }

  @Override
  public String toString() {
    return "LegOffer[" + sdp.length() + " characters, " + ice + "]";
  }
}
