package dev.tandem.storage.workspace;

import dev.tandem.storage.Tenant;
import dev.tandem.storage.seal.Secret;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Credentials of one kind, kept as keyed hashes.
public sealed interface Credentials<T extends Credential> permits ApiKeys, AppPasswords {

  /// Makes one under an id that the caller chose; `secret` is random and used once.
  T create(Tenant tx, UUID id, UUID memberId, String name, Secret<String> secret);

  Optional<T> find(Tenant tx, UUID id);

  /// A member's, oldest first.
  List<T> of(Tenant tx, UUID memberId);

  /// Ends it: it opens nothing once this commits; false if it is gone already.
  boolean revoke(Tenant tx, UUID id);
}
