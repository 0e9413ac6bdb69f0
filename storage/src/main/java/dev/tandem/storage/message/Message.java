package dev.tandem.storage.message;

import dev.tandem.storage.seal.Personal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// One text in a conversation. `seq` counts from 1 within it, without gaps.
public record Message(
    UUID id,
    UUID conversationId,
    long seq,
    Direction direction,
    Personal<String> from,
    Personal<List<String>> to,
    Personal<String> text,
    MessageState state,
    int segments,
    Encoding encoding,
    Optional<String> errorCode,
    Optional<Personal<String>> errorText,
    Optional<UUID> authorMemberId,
    Instant createdAt,
    Optional<UUID> carrierAccountId,
    Optional<String> providerId) {}
