package dev.tandem.storage.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// One thing that was done. `number` counts from 1 in its workspace, without gaps; no actor means
/// the gateway itself, or nobody who is known. `action` is the word of an [AuditAction], or of one
/// that a newer program knows.
public record AuditEntry(
    long number,
    Instant at,
    Optional<UUID> actorId,
    String action,
    Optional<UUID> subjectId,
    AuditDetail detail) {}
