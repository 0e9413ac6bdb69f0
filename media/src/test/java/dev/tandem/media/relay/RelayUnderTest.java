package dev.tandem.media.relay;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tandem.media.turn.PeerPolicy;
import dev.tandem.media.turn.RelayCredentials;
import dev.tandem.media.turn.RelayLimits;
import dev.tandem.media.turn.SharedSecret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// A relay on loopback, on any free port, as the demo runs it.
final class RelayUnderTest {

  /// Of its relayed ports, which are not of those that the system gives away.
  static final int FIRST_PORT = 20_000;

  static final String REALM = "tandem";
  static final SharedSecret SECRET =
      SharedSecret.of("a secret of thirty-two characters".getBytes(StandardCharsets.US_ASCII));

  private RelayUnderTest() {}

  static Relay start() {
    return Relay.start(settings(0, PeerPolicy.withLoopback()));
  }

  /// On that data path; skips the test where the platform has none such.
  static Relay start(DataPath path) {
    assumeTrue(
        path == DataPath.NIO || DataPath.best() == path, () -> "skipped: no " + path + " here");
    return Relay.start(settings(0, PeerPolicy.withLoopback()), path);
  }

  /// A client with a credential of its own.
  static TurnClient client(InetSocketAddress relay, String subject) throws IOException {
    return new TurnClient(
        relay, RelayCredentials.issue(SECRET, subject, Instant.now().plusSeconds(60)));
  }

  static RelaySettings settings(int port, PeerPolicy policy) {
    return new RelaySettings(
        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port),
        InetAddress.ofLiteral("127.0.0.1"),
        FIRST_PORT,
        FIRST_PORT + 2_999,
        REALM,
        SECRET,
        policy,
        RelayLimits.defaults());
  }
}
