package dev.tandem.gateway.account;

import dev.tandem.gateway.account.Principal.Credential;
import dev.tandem.storage.Directory;
import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageException;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.WorkspaceId;
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
    Optional<Seen> seen =
        storage.inWorkspace(
            found.workspace(),
            tx ->
                devices
                    .find(tx, found.subject())
                    .flatMap(
                        used ->
                            principal(tx, used.memberId(), new Principal.Device(used.id()))
                                .map(who -> new Seen(used, who))));
    seen.ifPresent(used -> noteUse(found.workspace(), used.device()));
    return seen.map(Seen::who);
  }

  private record Seen(Device device, Principal who) {}

  private Optional<Principal> principal(Tenant tx, UUID memberId, Credential credential) {
    return members
        .find(tx, memberId)
        .map(member -> new Principal(tx.workspace(), memberId, member.role(), credential));
  }

  /// Apart from what finds the device: where nothing can be written, people still read.
  private void noteUse(WorkspaceId workspace, Device device) {
    Instant now = clock.instant();
    if (Duration.between(device.lastSeenAt(), now).compareTo(SEEN_EVERY) < 0) {
      return;
    }
    try {
      boolean _ =
          storage.inWorkspace(
              workspace,
              tx -> {
                devices.seen(tx, device.id(), life.end(device.createdAt(), tx.now()));
                return true;
              });
    } catch (StorageException e) {
      if (!e.full()) {
        throw e;
      }
    }
  }
}
