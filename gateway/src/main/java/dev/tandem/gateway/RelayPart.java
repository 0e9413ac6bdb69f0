package dev.tandem.gateway;

import dev.tandem.gateway.config.Config;
import dev.tandem.gateway.edge.http.RelaySubject;
import dev.tandem.gateway.status.Metrics;
import dev.tandem.gateway.tls.Identity;
import dev.tandem.gateway.tls.JdkContext;
import dev.tandem.media.leg.IceServer;
import dev.tandem.media.relay.Relay;
import dev.tandem.media.relay.RelayCounters;
import dev.tandem.media.relay.RelayException;
import dev.tandem.media.relay.RelaySettings;
import dev.tandem.media.relay.StreamListener;
import dev.tandem.media.turn.Cidr;
import dev.tandem.media.turn.Drop;
import dev.tandem.media.turn.PeerPolicy;
import dev.tandem.media.turn.RelayCredentials;
import dev.tandem.media.turn.RelayLimits;
import dev.tandem.media.turn.SharedSecret;
import dev.tandem.storage.Change;
import dev.tandem.storage.Changes;
import dev.tandem.storage.Storage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import javax.net.ssl.SSLContext;

/// The relay inside this process, and who gets credentials for it. Its secret lives as long as the
/// process: nobody else needs it.
final class RelayPart implements AutoCloseable {
  private static final int SECRET_BYTES = 32;
  private static final Duration LIFE = Duration.ofHours(1);

  private final Relay relay;
  private final SharedSecret secret;
  private final List<String> urls;
  private final String ownUrl;
  private final AtomicReference<SSLContext> tls;
  private final InstantSource clock;

  private final Changes.Subscription revocations;

  private RelayPart(
      Relay relay,
      SharedSecret secret,
      Config config,
      AtomicReference<SSLContext> tls,
      Storage storage,
      InstantSource clock) {
    this.relay = relay;
    this.tls = tls;
    urls = RelayUrls.of(config.relay(), config.https().publicUrl().getHost());
    ownUrl = RelayUrls.udp(config.relay());
    revocations =
        storage
            .changes()
            .subscribe(
                change -> {
                  if (change instanceof Change.SessionRevoked revoked) {
                    relay.revoke(RelaySubject.of(revoked));
                  }
                });
    this.secret = secret;
    this.clock = clock;
  }

  /// Starts it; a device that is signed out in `storage` loses what it holds here.
  static RelayPart start(
      Config config,
      boolean loopbackPeers,
      Identity identity,
      Storage storage,
      InstantSource clock,
      SecureRandom random) {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    SharedSecret secret = SharedSecret.of(bytes);
    AtomicReference<SSLContext> tls = new AtomicReference<>(JdkContext.of(identity));
    try {
      Relay relay = Relay.start(settings(config.relay(), loopbackPeers, secret, tls::get));
      return new RelayPart(relay, secret, config, tls, storage, clock);
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
      Config.Relay config, boolean loopbackPeers, SharedSecret secret, Supplier<SSLContext> tls) {
    InetAddress listen = InetAddress.ofLiteral(config.listenAddress());
    List<StreamListener> streams = new ArrayList<>();
    streams.add(StreamListener.tcp(new InetSocketAddress(listen, config.port())));
    if (config.tlsPort() != 0) {
      streams.add(StreamListener.tls(new InetSocketAddress(listen, config.tlsPort()), tls));
    }
    return new RelaySettings(
            new InetSocketAddress(listen, config.port()),
            config.address(),
            config.portMin(),
            config.portMax(),
            "tandem",
            secret,
            new PeerPolicy(
                loopbackPeers, config.allowedPeers().stream().map(Cidr::parse).toList(), Set.of()),
            RelayLimits.defaults())
        .withStreams(streams.toArray(StreamListener[]::new));
  }

  /// Serves another certificate to connections from now on.
  void secureBy(Identity identity) {
    tls.set(JdkContext.of(identity));
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
    return List.of(new IceServer(List.of(ownUrl), issued.username(), issued.credential()));
  }

  boolean works() {
    return relay.running();
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
    revocations.close();
    relay.close();
  }
}
