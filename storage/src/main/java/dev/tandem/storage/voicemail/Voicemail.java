package dev.tandem.storage.voicemail;

import dev.tandem.storage.seal.Personal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A voicemail for a member. `peaks` are the waveform's heights, one byte each; `size` is the
/// sound's length in bytes.
public record Voicemail(
    UUID id,
    UUID callId,
    UUID forMemberId,
    Optional<UUID> fromMemberId,
    Optional<Personal<String>> fromNumber,
    Instant createdAt,
    long durationMillis,
    Personal<byte[]> peaks,
    UUID blobId,
    long size,
    Optional<Instant> heardAt,
    Optional<Personal<String>> transcript) {}
