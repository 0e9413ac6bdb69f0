package dev.tandem.storage.audit;

import dev.tandem.storage.seal.Personal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// One thing that was done. `number` counts from 1 in its workspace, without gaps; no actor means
/// the gateway itself. `action` is a word of the program's such as `member.invited`, never a value.
public record AuditEntry(
    long number,
    Instant at,
    Optional<UUID> actorId,
    String action,
    Optional<UUID> subjectId,
    Personal<String> detail) {}
