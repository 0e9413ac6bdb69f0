package dev.tandem.storage.workspace;

import dev.tandem.storage.seal.Personal;
import java.time.Instant;
import java.util.UUID;

/// What something of a member's signs in with in its own name: a secret that is told once, and
/// known by its name afterwards.
public sealed interface Credential permits ApiKey, AppPassword {
  UUID id();

  UUID memberId();

  Personal<String> name();

  Instant createdAt();
}
