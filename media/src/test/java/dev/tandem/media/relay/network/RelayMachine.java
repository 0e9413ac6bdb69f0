package dev.tandem.media.relay.network;

import dev.tandem.media.relay.Relay;
import dev.tandem.media.relay.RelaySettings;
import dev.tandem.media.turn.PeerPolicy;
import dev.tandem.media.turn.RelayLimits;
import dev.tandem.media.turn.SharedSecret;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/// A relay at the address given, until its input ends; it says `ready` when it listens.
public final class RelayMachine {

  static final int PORT = 3478;
  static final String REALM = "tandem";
  static final SharedSecret SECRET =
      SharedSecret.of("a secret of thirty-two characters".getBytes(StandardCharsets.US_ASCII));

  private RelayMachine() {}

  public static void main(String[] arguments) throws Exception {
    InetAddress own = InetAddress.ofLiteral(arguments[0]);
    RelaySettings settings =
        new RelaySettings(
                new InetSocketAddress(own, PORT),
                own,
                50_000,
                51_999,
                REALM,
                SECRET,
                PeerPolicy.strict(),
                RelayLimits.defaults())
            .withLoops(2);
    try (Relay _ = Relay.start(settings)) {
      System.out.println("ready");
      int read = System.in.read();
      while (read >= 0) {
        read = System.in.read();
      }
    }
  }
}
