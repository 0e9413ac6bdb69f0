package dev.tandem.storage.workspace;

import dev.tandem.storage.seal.Personal;
import dev.tandem.storage.seal.Secret;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A person in a workspace. `passwordHash` is a PHC string; it is absent until the member has
/// chosen a password.
public record Member(
    UUID id,
    Personal<String> email,
    Personal<String> name,
    Role role,
    Optional<Secret<String>> passwordHash,
    Instant createdAt) {}
