package dev.tandem.media.stun;

import java.nio.ByteBuffer;

/// What a datagram on a media port speaks, by its first byte (RFC 7983 section 7; RFC 9443 names
/// the QUIC ranges).
///
/// ```
///               +----------------+
///               |        [0..3] -+--> STUN
///               |      [16..19] -+--> ZRTP
///   packet -->  |      [20..63] -+--> DTLS
///               |      [64..79] -+--> TURN channel
///               |    [128..191] -+--> RTP, or RTCP when the second byte is 192..223 (RFC 5761)
///               +----------------+    anything else is dropped
/// ```
public enum Protocol {
  STUN,
  ZRTP,
  DTLS,
  TURN_CHANNEL,
  RTP,
  RTCP,
  NONE;

  /// Classifies the bytes between position and limit, and reads two of them at most.
  public static Protocol of(ByteBuffer datagram) {
    if (!datagram.hasRemaining()) {
      return NONE;
    }
    int first = datagram.get(datagram.position()) & 0xff;
    if (first <= 3) {
      return STUN;
    }
    if (first < 16) {
      return NONE;
    }
    if (first <= 19) {
      return ZRTP;
    }
    if (first <= 63) {
      return DTLS;
    }
    if (first <= 79) {
      return TURN_CHANNEL;
    }
    if (first < 128 || first > 191) {
      return NONE;
    }
    if (datagram.remaining() < 2) {
      return RTP;
    }
    int second = datagram.get(datagram.position() + 1) & 0xff;
    return second >= 192 && second <= 223 ? RTCP : RTP;
  }
}
