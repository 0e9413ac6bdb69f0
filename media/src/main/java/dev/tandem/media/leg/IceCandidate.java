package dev.tandem.media.leg;

/// An address at which one side may be reached, as browsers trickle it (RFC 8838).
///
/// @param sdpMid the media section's name, often `0`
/// @param sdpMLineIndex its number, from 0
/// @param candidate the `candidate:` line of RFC 8839
public record IceCandidate(String sdpMid, int sdpMLineIndex, String candidate) {
  /// Addresses are personal: they are not printed.
  @Override
  public String toString() {
    return "IceCandidate[" + sdpMid + ", " + sdpMLineIndex + "]";
  }
}
