package dev.tandem.storage.call;

import dev.tandem.storage.seal.Personal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// What is kept of a call. `outcome` and `endedAt` are empty while it goes on.
public record CallRecord(
    UUID id,
    CallDirection direction,
    Optional<UUID> callerMemberId,
    Optional<UUID> calleeMemberId,
    Optional<Personal<String>> outsideNumber,
    Optional<CallOutcome> outcome,
    Instant startedAt,
    Optional<Instant> ringingAt,
    Optional<Instant> answeredAt,
    Optional<Instant> endedAt,
    Optional<UUID> voicemailId,
    Optional<Boolean> relayed,
    Optional<RelayUse> callerRelay,
    Optional<RelayUse> calleeRelay) {}
