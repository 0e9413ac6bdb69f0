package dev.tandem.storage.call;

import dev.tandem.storage.seal.Personal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A call that has just started. `id` is the caller's ([dev.tandem.storage.Ids#next()]).
public record NewCall(
    UUID id,
    CallDirection direction,
    Optional<UUID> callerMemberId,
    Optional<UUID> calleeMemberId,
    Optional<Personal<String>> outsideNumber,
    Instant startedAt) {}
