package dev.tandem.gateway;

import dev.tandem.gateway.config.Config;
import dev.tandem.gateway.status.Metrics;
import dev.tandem.media.leg.IceServer;
import dev.tandem.media.relay.Relay;
import dev.tandem.media.relay.RelayCounters;
import dev.tandem.media.relay.RelayException;
import dev.tandem.media.relay.RelaySettings;
import dev.tandem.media.turn.Cidr;
import dev.tandem.media.turn.Drop;
import dev.tandem.media.turn.PeerPolicy;
import dev.tandem.media.turn.RelayCredentials;
import dev.tandem.media.turn.RelayLimits;
import dev.tandem.media.turn.SharedSecret;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToLongFunction;

/// The relay inside this process, and who gets credentials for it. Its secret lives as long as the
/// process: nobody else needs it.
final class RelayPart implements AutoCloseable {
  private static final int SECRET_BYTES = 32;
  private static final Duration LIFE = Duration.ofHours(1);

  private final Relay relay;
  private final SharedSecret secret;
  private final List<String> urls;
  private final InstantSource clock;

  private RelayPart(Relay relay, SharedSecret secret, List<String> urls, InstantSource clock) {
    this.relay = relay;
    this.secret = secret;
    this.urls = urls;
    this.clock = clock;
  }

  static RelayPart start(
      Config.Relay config, boolean loopbackPeers, InstantSource clock, SecureRandom random) {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    SharedSecret secret = SharedSecret.of(bytes);
    try {
      Relay relay =
          Relay.start(
              new RelaySettings(
                  new InetSocketAddress(
                      InetAddress.ofLiteral(config.listenAddress()), config.port()),
                  config.address(),
                  config.portMin(),
                  config.portMax(),
                  "tandem",
                  secret,
                  new PeerPolicy(
                      loopbackPeers,
                      config.allowedPeers().stream().map(Cidr::parse).toList(),
                      Set.of()),
                  RelayLimits.defaults()));
      return new RelayPart(relay, secret, List.of(url(config)), clock);
    } catch (RelayException e) {
      throw new StartFailure(
          StartFailure.Cause.PORT,
          "UDP port %d is taken or not allowed; stop what uses it, or set TANDEM_RELAY_PORT."
              .formatted(config.port()),
          e);
    } catch (IllegalArgumentException e) {
      throw new StartFailure(
          StartFailure.Cause.CONFIGURATION,
          "The relay's settings do not fit: " + e.getMessage(),
          e);
    }
  }

  /// How clients name it (RFC 7065).
  static String url(Config.Relay config) {
    String host = config.address().getHostAddress();
    return config.address() instanceof Inet6Address
        ? "turn:[" + host + "]:" + config.port() + "?transport=udp"
        : "turn:" + host + ":" + config.port() + "?transport=udp";
  }

  SharedSecret secret() {
    return secret;
  }

  List<String> urls() {
    return urls;
  }

  /// The relay as the server's own leg of a call may use it.
  List<IceServer> forOwnLeg(UUID call) {
    RelayCredentials.Issued issued =
        RelayCredentials.issue(secret, "voicemail-" + call, clock.instant().plus(LIFE));
    return List.of(new IceServer(urls, issued.username(), issued.credential()));
  }

  boolean works() {
    return relay.counters().allocations() >= 0;
  }

  void measure(Metrics metrics) {
    metrics.level(
        "tandem.relay.allocations",
        "Allocations that live now",
        () -> relay.counters().allocations());
    metrics.count(
        "tandem.relay.allocations.made",
        "Allocations since the start",
        () -> relay.counters().allocationsMade());
    metrics.count(
        "tandem.relay.packets",
        "Datagrams relayed to and from peers, or straight between two clients",
        () -> relayed(relay.counters(), RelayCounters.Traffic::packets));
    metrics.count(
        "tandem.relay.bytes",
        "Payload relayed to and from peers",
        () -> relayed(relay.counters(), RelayCounters.Traffic::bytes));
    for (Drop reason : Drop.values()) {
      metrics.count(
          "tandem.relay.drops",
          "Datagrams that went nowhere",
          "reason",
          reason.name().toLowerCase(Locale.ROOT),
          () -> relay.counters().drops().getOrDefault(reason, 0L));
    }
  }

  private static long relayed(
      RelayCounters counters, ToLongFunction<RelayCounters.Traffic> measure) {
    return measure.applyAsLong(counters.toPeers())
        + measure.applyAsLong(counters.fromPeers())
        + measure.applyAsLong(counters.straight());
  }

  @Override
  public void close() {
    relay.close();
  }
}
