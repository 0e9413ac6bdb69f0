package dev.tandem.storage.workspace;

import dev.tandem.storage.seal.Personal;
import java.time.Instant;
import java.util.UUID;

/// One signed-in browser or app: a session, with the name it is shown under.
public record Device(
    UUID id,
    UUID memberId,
    Personal<String> name,
    Instant createdAt,
    Instant lastSeenAt,
    Instant expiresAt) {}
