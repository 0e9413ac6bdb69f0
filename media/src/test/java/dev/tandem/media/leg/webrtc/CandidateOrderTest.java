package dev.tandem.media.leg.webrtc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// Goal: a browser behind the relay hears of the path that works first, and nothing else of a
/// session description is moved.
class CandidateOrderTest {
  @Test
  void relayedCandidatesComeFirstInTheirOwnSection() {
    String sdp =
        lines(
            "v=0",
            "m=audio 9 UDP/TLS/RTP/SAVPF 111",
            "a=candidate:1 1 udp 2122260223 192.0.2.7 50000 typ host",
            "a=candidate:2 1 udp 1686052607 203.0.113.9 50000 typ srflx raddr 192.0.2.7 rport 50000",
            "a=candidate:3 1 udp 41885439 198.51.100.4 40000 typ relay raddr 203.0.113.9 rport 50000",
            "a=candidate:4 1 udp 41885438 198.51.100.4 40002 typ relay raddr 203.0.113.9 rport 50001",
            "a=ice-ufrag:abcd",
            "m=video 9 UDP/TLS/RTP/SAVPF 96",
            "a=candidate:5 1 udp 2122260223 192.0.2.7 50002 typ host",
            "a=mid:1");
    assertEquals(
        lines(
            "v=0",
            "m=audio 9 UDP/TLS/RTP/SAVPF 111",
            "a=candidate:3 1 udp 41885439 198.51.100.4 40000 typ relay raddr 203.0.113.9 rport 50000",
            "a=candidate:4 1 udp 41885438 198.51.100.4 40002 typ relay raddr 203.0.113.9 rport 50001",
            "a=candidate:1 1 udp 2122260223 192.0.2.7 50000 typ host",
            "a=candidate:2 1 udp 1686052607 203.0.113.9 50000 typ srflx raddr 192.0.2.7 rport 50000",
            "a=ice-ufrag:abcd",
            "m=video 9 UDP/TLS/RTP/SAVPF 96",
            "a=candidate:5 1 udp 2122260223 192.0.2.7 50002 typ host",
            "a=mid:1"),
        CandidateOrder.relayedFirst(sdp));
  }

  @Test
  void descriptionWithoutCandidatesStaysAsItIs() {
    String sdp = lines("v=0", "m=audio 9 UDP/TLS/RTP/SAVPF 111", "a=mid:0");
    assertEquals(sdp, CandidateOrder.relayedFirst(sdp));
  }

  private static String lines(String... lines) {
    return String.join("\r\n", lines) + "\r\n";
  }
}
