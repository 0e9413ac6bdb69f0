package dev.tandem.gateway;

import dev.tandem.gateway.config.Config;
import dev.tandem.gateway.edge.http.RelaySubject;
import dev.tandem.gateway.status.Health.Check;
import dev.tandem.gateway.status.Metrics;
import dev.tandem.gateway.tls.Identity;
import dev.tandem.media.leg.IceServer;
import dev.tandem.media.turn.RelayCredentials;
import dev.tandem.media.turn.SharedSecret;
import dev.tandem.storage.Change;
import dev.tandem.storage.Changes;
import dev.tandem.storage.Storage;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/// The relays that calls of this gateway use, and who gets credentials for them: one inside this
/// process ([OwnRelay]), or those elsewhere that the configuration names ([FarRelays]).
abstract class RelayPart implements AutoCloseable {
  private static final Duration LIFE = Duration.ofHours(1);

  private final InstantSource clock;
  private final Changes.Subscription revocations;

  RelayPart(Storage storage, InstantSource clock) {
    this.clock = clock;
    revocations =
        storage
            .changes()
            .subscribe(
                change -> {
                  if (change instanceof Change.SessionRevoked revoked) {
                    revoke(RelaySubject.of(revoked));
                  }
                });
  }

  /// Starts them; a device that is signed out in `storage` loses what it holds there.
  static RelayPart start(
      Config config,
      boolean loopbackPeers,
      Identity identity,
      Storage storage,
      InstantSource clock,
      SecureRandom random) {
    return config.relaysElsewhere().isEmpty()
        ? OwnRelay.start(config, loopbackPeers, identity, storage, clock, random)
        : FarRelays.start(config, storage, clock, random);
  }

  /// What makes credentials for them.
  abstract SharedSecret secret();

  /// How clients name those that `subject` is to use, best way first.
  abstract List<String> urls(String subject);

  /// Ends what `subject` holds, soon.
  abstract void revoke(String subject);

  /// Serves another certificate from now on, where this process serves one.
  abstract void secureBy(Identity identity);

  /// What health asks about them.
  abstract List<Check> checks();

  abstract void measure(Metrics metrics);

  /// Ends what this process runs of them.
  abstract void end();

  /// The relay as the server's own leg of a call may use it.
  List<IceServer> forOwnLeg(UUID call) {
    String subject = "voicemail-" + call;
    RelayCredentials.Issued issued =
        RelayCredentials.issue(secret(), subject, clock.instant().plus(LIFE));
    return List.of(
        new IceServer(List.of(urls(subject).getFirst()), issued.username(), issued.credential()));
  }

  @Override
  public final void close() {
    revocations.close();
    end();
  }
}
