package dev.tandem.storage.contact;

import dev.tandem.storage.seal.Personal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// What a contact was for a time.
///
/// @param uid vCard's UID, the same in all versions
/// @param from since when, inclusive
/// @param until up to when, exclusive; empty for what it is now
/// @param madeBy who made it so
/// @param endedBy who changed or deleted it then
/// @param deleted whether it ended because the contact was deleted
public record ContactVersion(
    UUID contactId,
    long version,
    Personal<String> uid,
    Personal<ContactCard> card,
    Optional<UUID> photoId,
    Instant from,
    Optional<Instant> until,
    Author madeBy,
    Author endedBy,
    boolean deleted) {}
