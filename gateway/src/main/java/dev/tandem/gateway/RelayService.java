package dev.tandem.gateway;

import dev.tandem.gateway.config.Config;
import dev.tandem.gateway.status.Metrics;
import dev.tandem.gateway.tls.Identity;
import dev.tandem.gateway.tls.JdkContext;
import dev.tandem.media.relay.Relay;
import dev.tandem.media.relay.RelayCounters;
import dev.tandem.media.relay.RelayException;
import dev.tandem.media.relay.RelaySettings;
import dev.tandem.media.relay.StreamListener;
import dev.tandem.media.turn.Cidr;
import dev.tandem.media.turn.Drop;
import dev.tandem.media.turn.PeerPolicy;
import dev.tandem.media.turn.RelayLimits;
import dev.tandem.media.turn.SharedSecret;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToLongFunction;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// A relay at work in this process, as configured: in a gateway, or in a process of its own.
final class RelayService implements AutoCloseable {
  private final Relay relay;
  private final AtomicReference<@Nullable SSLContext> tls;

  private RelayService(Relay relay, AtomicReference<@Nullable SSLContext> tls) {
    this.relay = relay;
    this.tls = tls;
  }

  /// Starts it.
  ///
  /// @param identity what it serves TLS with, where it has a port for that
  /// @throws StartFailure where an operator can do something about it
  static RelayService start(
      Config.Relay config,
      boolean loopbackPeers,
      SharedSecret secret,
      RelayLimits limits,
      Optional<Identity> identity) {
    AtomicReference<@Nullable SSLContext> tls =
        new AtomicReference<>(identity.map(JdkContext::of).orElse(null));
    try {
      return new RelayService(
          Relay.start(settings(config, loopbackPeers, secret, limits, tls)), tls);
    } catch (RelayException e) {
      throw new StartFailure(StartFailure.Cause.PORT, e.getMessage() + ".", e);
    } catch (IllegalArgumentException e) {
      throw new StartFailure(
          StartFailure.Cause.CONFIGURATION,
          "The relay's settings do not fit: " + e.getMessage(),
          e);
    }
  }

  private static RelaySettings settings(
      Config.Relay config,
      boolean loopbackPeers,
      SharedSecret secret,
      RelayLimits limits,
      AtomicReference<@Nullable SSLContext> tls) {
    InetAddress listen = InetAddress.ofLiteral(config.listenAddress());
    List<StreamListener> streams = new ArrayList<>();
    for (InetAddress door : streamDoors(listen, config.other())) {
      streams.add(StreamListener.tcp(new InetSocketAddress(door, config.port())));
      if (config.tlsPort() != 0) {
        streams.add(
            StreamListener.tls(
                new InetSocketAddress(door, config.tlsPort()), () -> context(tls.get())));
      }
    }
    RelaySettings settings =
        new RelaySettings(
                new InetSocketAddress(listen, config.port()),
                config.address(),
                config.portMin(),
                config.portMax(),
                "tandem",
                secret,
                new PeerPolicy(
                    loopbackPeers,
                    config.allowedPeers().stream().map(Cidr::parse).toList(),
                    Set.of()),
                limits)
            .withStreams(streams.toArray(StreamListener[]::new))
            .withLoops(config.loops());
    return config
        .other()
        .map(
            other ->
                settings.withOther(
                    new RelaySettings.Home(
                        new InetSocketAddress(other.listenAddress(), config.port()),
                        other.address())))
        .orElse(settings);
  }

  /// Where TCP and TLS are listened for: at all addresses when either family is, because one such
  /// socket serves both.
  private static List<InetAddress> streamDoors(
      InetAddress listen, Optional<Config.RelayHome> other) {
    if (other.isEmpty() || listen.isAnyLocalAddress()) {
      return List.of(listen);
    }
    InetAddress second = other.get().listenAddress();
    return second.isAnyLocalAddress() ? List.of(second) : List.of(listen, second);
  }

  private static SSLContext context(@Nullable SSLContext context) {
    if (context == null) {
      throw new IllegalStateException("a port for TLS comes with a certificate");
    }
    return context;
  }

  Relay relay() {
    return relay;
  }

  /// Serves another certificate to connections from now on.
  void secureBy(Identity identity) {
    tls.set(JdkContext.of(identity));
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
    metrics.histogram(
        "tandem_relay_round_seconds",
        "How long the packet loop takes from a wake-up until all is sent: what it adds to a packet",
        roundBounds(relay.counters().rounds().size()),
        () -> relay.counters().rounds());
    for (Drop reason : Drop.values()) {
      metrics.count(
          "tandem.relay.drops",
          "Datagrams that went nowhere",
          "reason",
          reason.name().toLowerCase(Locale.ROOT),
          () -> relay.counters().drops().getOrDefault(reason, 0L));
    }
  }

  /// The classes of [RelayCounters#rounds()], in seconds.
  private static List<Double> roundBounds(int classes) {
    List<Double> bounds = new ArrayList<>();
    for (int i = 0; i < classes - 1; i++) {
      bounds.add((1L << i) / 1e6);
    }
    bounds.add(Double.POSITIVE_INFINITY);
    return bounds;
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
