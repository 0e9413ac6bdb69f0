package dev.tandem.gateway;

import dev.tandem.gateway.config.Config;
import dev.tandem.gateway.edge.http.RelayEndpoints;
import dev.tandem.gateway.relay.RelayFleet;
import dev.tandem.gateway.relay.RelayFleet.Sight;
import dev.tandem.gateway.status.Health.Check;
import dev.tandem.gateway.status.Health.Finding;
import dev.tandem.gateway.status.Metrics;
import dev.tandem.gateway.tls.Identity;
import dev.tandem.media.turn.SharedSecret;
import dev.tandem.storage.Storage;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Relays that are processes of their own: a restart of this one does not touch their calls.
final class FarRelays extends RelayPart {
  private final RelayFleet fleet;

  private FarRelays(RelayFleet fleet, Storage storage, InstantSource clock) {
    super(storage, clock);
    this.fleet = fleet;
  }

  static FarRelays start(Config config, Storage storage, InstantSource clock, SecureRandom random) {
    RelayFleet fleet =
        RelayFleet.start(
            config.relaysElsewhere(),
            config.relaySecret().orElseThrow(),
            RelayEndpoints.LIFE,
            clock,
            random);
    return new FarRelays(fleet, storage, clock);
  }

  @Override
  SharedSecret secret() {
    return fleet.secret();
  }

  @Override
  List<String> urls(String subject) {
    return fleet.urls(subject);
  }

  @Override
  void revoke(String subject) {
    fleet.revoke(subject);
  }

  @Override
  void secureBy(Identity identity) {}

  @Override
  List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    checks.add(new Check("relay:any", "Calls through a relay", this::any));
    for (Sight sight : fleet.sights()) {
      int index = sight.number() - 1;
      String region = sight.region().isEmpty() ? "" : " (" + sight.region() + ")";
      checks.add(
          new Check(
              "relay:" + sight.number(),
              "Relay " + sight.number() + region,
              () -> one(fleet.sights().get(index))));
    }
    return checks;
  }

  private Finding any() {
    return fleet.sights().stream().anyMatch(Sight::works)
        ? Finding.pass()
        : Finding.fail("No relay takes calls; see each of them.");
  }

  /// One relay that is away is no trouble as long as another works.
  private static Finding one(Sight sight) {
    if (!sight.works()) {
      return Finding.warn(sight.detail());
    }
    return sight.heard()
        ? Finding.pass(sight.detail() + " " + sight.roundTrip().toMillis() + " ms away.")
        : Finding.warn(
            "It allocates, but its control port does not take what it is told: devices that are"
                + " signed out keep their calls there.");
  }

  @Override
  void measure(Metrics metrics) {
    for (Sight sight : fleet.sights()) {
      int index = sight.number() - 1;
      metrics.level(
          "tandem.relays.working",
          "Whether a relay elsewhere takes calls: 1 or 0",
          "relay",
          Integer.toString(sight.number()),
          () -> fleet.sights().get(index).works() ? 1 : 0);
      metrics.level(
          "tandem.relays.round.trip.seconds",
          "How far a relay elsewhere is from this gateway",
          "relay",
          Integer.toString(sight.number()),
          () -> fleet.sights().get(index).roundTrip().toNanos() / 1e9);
    }
  }

  @Override
  void end() {
    fleet.close();
  }
}
