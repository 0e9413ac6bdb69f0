package dev.tandem.storage.message;

import dev.tandem.storage.seal.Personal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A text that is about to be stored. `id` is the caller's ([dev.tandem.storage.Ids#next()]), so
/// that a repeat under an idempotency key can name it.
public record NewMessage(
    UUID id,
    UUID conversationId,
    Direction direction,
    Personal<String> from,
    Personal<List<String>> to,
    Personal<String> text,
    MessageState state,
    int segments,
    Encoding encoding,
    Optional<UUID> authorMemberId,
    Optional<UUID> carrierAccountId,
    Optional<String> providerId) {}
