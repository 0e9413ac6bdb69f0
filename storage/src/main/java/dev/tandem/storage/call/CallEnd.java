package dev.tandem.storage.call;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// What is known of a call when it is over.
///
/// @param callerRelay empty where the caller's device did not say
/// @param calleeRelay empty where the device that answered did not say
public record CallEnd(
    CallOutcome outcome,
    Optional<Instant> ringingAt,
    Optional<Instant> answeredAt,
    Instant endedAt,
    Optional<UUID> voicemailId,
    Optional<Boolean> relayed,
    Optional<RelayUse> callerRelay,
    Optional<RelayUse> calleeRelay) {}
