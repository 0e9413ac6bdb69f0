package dev.tandem.storage.workspace;

import dev.tandem.storage.seal.Personal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// What one phone or program of a member signs in with to read and write the address book.
///
/// @param lastUsedAt empty until it is used
public record AppPassword(
    UUID id, UUID memberId, Personal<String> name, Instant createdAt, Optional<Instant> lastUsedAt)
    implements Credential {}
