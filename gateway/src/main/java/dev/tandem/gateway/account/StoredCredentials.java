package dev.tandem.gateway.account;

import dev.tandem.gateway.account.Principal.Credential;
import dev.tandem.storage.Directory;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.seal.Secret;
import dev.tandem.storage.workspace.ApiKey;
import dev.tandem.storage.workspace.ApiKeys;
import dev.tandem.storage.workspace.Device;
import dev.tandem.storage.workspace.Devices;
import dev.tandem.storage.workspace.Members;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Looks credentials up where they are kept: nothing is remembered here, so that a device that was
/// signed out is out with its next request. A session that is used moves its end, up to its
/// absolute one.
public final class StoredCredentials implements Authenticator {
  private static final String BEARER = "Bearer ";
  private static final Duration SEEN_EVERY = Duration.ofMinutes(1);

  private final Storage storage;
  private final SessionLife life;
  private final InstantSource clock;
  private final Devices devices = new Devices();
  private final ApiKeys apiKeys = new ApiKeys();
  private final Members members = new Members();

  public StoredCredentials(Storage storage, SessionLife life, InstantSource clock) {
    this.storage = storage;
    this.life = life;
    this.clock = clock;
  }

  @Override
  public Optional<Principal> find(@Nullable String authorization, Optional<String> sessionToken) {
    if (authorization != null) {
      return Optional.of(authorization)
          .filter(field -> field.startsWith(BEARER))
          .map(field -> field.substring(BEARER.length()).strip())
          .filter(token -> Tokens.plausible(token) && token.startsWith(Tokens.API_KEY_PREFIX))
          .flatMap(token -> storage.directory().apiKey(Secret.of(token)))
          .flatMap(this::byKey);
    }
    return sessionToken
        .filter(Tokens::plausible)
        .flatMap(token -> storage.directory().session(Secret.of(token), clock.instant()))
        .flatMap(this::byDevice);
  }

  private Optional<Principal> byKey(Directory.Found found) {
    return storage.inWorkspace(
        found.workspace(),
        tx ->
            apiKeys
                .find(tx, found.subject())
                .map(ApiKey::memberId)
                .flatMap(member -> principal(tx, member, new Principal.ApiKey(found.subject()))));
  }

  private Optional<Principal> byDevice(Directory.Found found) {
    return storage.inWorkspace(
        found.workspace(),
        tx -> {
          Optional<Device> device = devices.find(tx, found.subject());
          device.ifPresent(used -> noteUse(tx, used));
          return device.flatMap(
              used -> principal(tx, used.memberId(), new Principal.Device(used.id())));
        });
  }

  private Optional<Principal> principal(Tenant tx, UUID memberId, Credential credential) {
    return members
        .find(tx, memberId)
        .map(member -> new Principal(tx.workspace(), memberId, member.role(), credential));
  }

  private void noteUse(Tenant tx, Device device) {
    Instant now = tx.now();
    if (Duration.between(device.lastSeenAt(), now).compareTo(SEEN_EVERY) >= 0) {
      devices.seen(tx, device.id(), life.end(device.createdAt(), now));
    }
  }
}
