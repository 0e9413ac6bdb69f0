package dev.tandem.storage.voicemail;

import dev.tandem.storage.seal.Personal;
import java.util.Optional;
import java.util.UUID;

/// A voicemail whose sound is stored already. `id` is the caller's
/// ([dev.tandem.storage.Ids#next()]).
public record NewVoicemail(
    UUID id,
    UUID callId,
    UUID forMemberId,
    Optional<UUID> fromMemberId,
    Optional<Personal<String>> fromNumber,
    long durationMillis,
    Personal<byte[]> peaks,
    UUID blobId) {}
