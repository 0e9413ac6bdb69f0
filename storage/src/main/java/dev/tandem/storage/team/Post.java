package dev.tandem.storage.team;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// What a member said in a room. `seq` counts from 1 within it, without gaps.
///
/// @param text empty once it was deleted; the place stays
public record Post(
    UUID id,
    UUID roomId,
    long seq,
    UUID authorMemberId,
    Optional<PostText> text,
    Instant createdAt,
    Optional<Instant> editedAt) {}
