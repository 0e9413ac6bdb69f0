package dev.tandem.media.relay;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.media.turn.PeerPolicy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/// Goal: a relay that cannot start says where it wanted to listen and what to do. Method: two
/// relays on one port; a name, and two families, in the settings.
class PortInUseSaysWhatToDoTest {

  @Test
  void portInUse() {
    try (Relay first = RelayUnderTest.start()) {
      int port = first.address().getPort();
      RelayException refused =
          assertThrows(
              RelayException.class,
              () -> Relay.start(RelayUnderTest.settings(port, PeerPolicy.strict())).close());
      String message = String.valueOf(refused.getMessage());
      assertTrue(message.contains("127.0.0.1:" + port), message);
      assertTrue(message.contains("TANDEM_RELAY_PORT"), message);
    }
  }

  @Test
  void settingsThatContradictThemselves() {
    RelaySettings good = RelayUnderTest.settings(0, PeerPolicy.strict());
    assertThrows(
        IllegalArgumentException.class,
        () -> with(good, InetSocketAddress.createUnresolved("relay.invalid", 1), "127.0.0.1", "r"));
    assertThrows(
        IllegalArgumentException.class, () -> with(good, good.listen(), "2001:db8::1", "r"));
    assertThrows(
        IllegalArgumentException.class,
        () -> Relay.start(with(good, good.listen(), "127.0.0.1", "r".repeat(25))).close());
  }

  private static RelaySettings with(
      RelaySettings good, InetSocketAddress listen, String relayAddress, String realm) {
    return new RelaySettings(
        listen,
        InetAddress.ofLiteral(relayAddress),
        good.minPort(),
        good.maxPort(),
        realm,
        good.sharedSecret(),
        good.peers(),
        good.limits());
  }
}
