package dev.tandem.storage.call;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// What is known of a call when it is over.
public record CallEnd(
    CallOutcome outcome,
    Optional<Instant> ringingAt,
    Optional<Instant> answeredAt,
    Instant endedAt,
    Optional<UUID> voicemailId,
    Optional<Boolean> relayed) {}
