package dev.tandem.media.relay.bench;

import dev.tandem.media.relay.DataPath;
import dev.tandem.media.relay.Relay;
import dev.tandem.media.relay.RelaySettings;
import dev.tandem.media.turn.PeerPolicy;
import dev.tandem.media.turn.RelayLimits;
import dev.tandem.media.turn.SharedSecret;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/// Our relay as a process of its own: `<port> <LINUX|NIO> <loops>`, and `usual` for the limits that
/// a relay has by default. Each line on its input is answered with the bytes that live on its heap,
/// after a collection; the end of the input ends it.
public final class BenchRelay {

  private static final RelayLimits.Share ALL = new RelayLimits.Share(10_000, 1_000_000_000);

  private BenchRelay() {}

  /// All clients of the benchmark come from one address, which to a relay looks like a flood.
  private static RelayLimits wide() {
    return RelayLimits.defaults()
        .withAllocations(20_000)
        .withShares(ALL, ALL, ALL)
        .withAsking(new RelayLimits.Asking(1_000, 1_000_000, 1_000_000))
        .withStrangers(new RelayLimits.Strangers(10, 1_000_000));
  }

  public static void main(String[] arguments) throws Exception {
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    RelaySettings settings =
        new RelaySettings(
                new InetSocketAddress(loopback, Integer.parseInt(arguments[0])),
                loopback,
                20_000,
                44_000,
                Contender.REALM,
                SharedSecret.of(Contender.SECRET.getBytes(StandardCharsets.US_ASCII)),
                PeerPolicy.withLoopback(),
                arguments.length > 3 ? RelayLimits.defaults() : wide())
            .withLoops(Integer.parseInt(arguments[2]));
    try (Relay _ = Relay.start(settings, DataPath.valueOf(arguments[1]));
        BufferedReader orders =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
      while (orders.readLine() != null) {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.println("heap " + (runtime.totalMemory() - runtime.freeMemory()));
      }
    }
  }
}
