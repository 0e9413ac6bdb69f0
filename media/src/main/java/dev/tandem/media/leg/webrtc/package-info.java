/// Server legs on webrtc-java, that is on libwebrtc: ICE, DTLS-SRTP, Opus, jitter buffer.
///
/// Start with [dev.tandem.media.leg.webrtc.WebRtcLegs]. The native library is found out about when
/// that is made and loaded with the first leg. Threads: one for control (every call on a peer
/// connection or the factory), one that speaks (10 ms a beat, all legs), and libwebrtc's own, whose
/// callbacks are handed on at once. No native name leaves this package.
@NullMarked
package dev.tandem.media.leg.webrtc;

import org.jspecify.annotations.NullMarked;
