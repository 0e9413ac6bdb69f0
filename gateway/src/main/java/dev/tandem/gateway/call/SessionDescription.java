package dev.tandem.gateway.call;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What is asked of a session description before it is passed on (RFC 8866, RFC 8829): that it
/// fits, is one, and offers audio under DTLS-SRTP. A leg without a fingerprint would be readable on
/// the way.
final class SessionDescription {
  private SessionDescription() {}

  static Optional<Refusal> fault(String sdp, int limitBytes) {
    if (sdp.length() > limitBytes || sdp.getBytes(StandardCharsets.UTF_8).length > limitBytes) {
      return Optional.of(Refusal.SDP_TOO_LARGE);
    }
    boolean versioned = sdp.startsWith("v=0\r\n") || sdp.startsWith("v=0\n");
    boolean audio = sdp.contains("\nm=audio ");
    boolean keyed = sdp.contains("\na=fingerprint:");
    return versioned && audio && keyed ? Optional.empty() : Optional.of(Refusal.SDP_MALFORMED);
  }
}
