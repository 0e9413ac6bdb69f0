package dev.tandem.gateway.call;

import java.time.Duration;
import java.util.Optional;

/// What a call record is closed with. Times are spans since the call was started, so that the shell
/// turns them into instants with one reading of the wall clock.
///
/// @param relayed whether media went through a relay; empty where no endpoint reported a connection
/// @param callerRelay what the caller's device said last; empty where it did not
/// @param calleeRelay the same of the device that answered
public record CallSummary(
    Outcome outcome,
    Optional<Duration> ringingAfter,
    Optional<Duration> answeredAfter,
    Duration endedAfter,
    Optional<Boolean> relayed,
    Optional<RelayUse> callerRelay,
    Optional<RelayUse> calleeRelay) {}
