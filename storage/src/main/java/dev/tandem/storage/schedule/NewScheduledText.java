package dev.tandem.storage.schedule;

import dev.tandem.storage.seal.Personal;
import java.time.Instant;
import java.util.UUID;

/// A text that is about to be scheduled, under the caller's id.
public record NewScheduledText(
    UUID id,
    UUID conversationId,
    UUID authorMemberId,
    Personal<String> text,
    Instant sendAt,
    boolean unlessReply) {}
