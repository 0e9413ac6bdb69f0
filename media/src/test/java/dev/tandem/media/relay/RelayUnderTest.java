package dev.tandem.media.relay;

import dev.tandem.media.turn.PeerPolicy;
import dev.tandem.media.turn.RelayLimits;
import dev.tandem.media.turn.SharedSecret;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/// A relay on loopback, on any free port, as the demo runs it.
final class RelayUnderTest {

  static final String REALM = "tandem";
  static final SharedSecret SECRET =
      SharedSecret.of("a secret of thirty-two characters".getBytes(StandardCharsets.US_ASCII));

  private RelayUnderTest() {}

  static Relay start() {
    return Relay.start(settings(0, PeerPolicy.withLoopback()));
  }

  static RelaySettings settings(int port, PeerPolicy policy) {
    return new RelaySettings(
        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port),
        InetAddress.ofLiteral("127.0.0.1"),
        40_000,
        42_999,
        REALM,
        SECRET,
        policy,
        RelayLimits.defaults());
  }
}
