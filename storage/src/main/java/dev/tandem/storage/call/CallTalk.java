package dev.tandem.storage.call;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Two talk: from which devices, and since when. A call whose caller is no member has none.
///
/// @param answererMemberId who answered: with a ring plan not always whom the caller dialled
public record CallTalk(
    UUID callerDeviceId,
    UUID answererMemberId,
    UUID answererDeviceId,
    Optional<Instant> ringingAt,
    Instant answeredAt) {}
