package dev.tandem.storage.workspace;

import dev.tandem.storage.seal.Personal;
import java.time.Instant;
import java.util.UUID;

/// What a program signs in with, on behalf of a member.
public record ApiKey(UUID id, UUID memberId, Personal<String> name, Instant createdAt)
    implements Credential {}
