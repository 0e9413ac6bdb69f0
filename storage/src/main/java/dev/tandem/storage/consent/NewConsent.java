package dev.tandem.storage.consent;

import dev.tandem.storage.seal.Personal;
import java.util.Optional;
import java.util.UUID;

/// An entry that is about to be added.
///
/// @param numberId our number
/// @param party the person's number, as stored with messages
/// @param words what was said, or the proof that a member gives; may be empty
/// @param messageId the text that said it: one text is the source of one entry
/// @param memberId who entered it
public record NewConsent(
    UUID numberId,
    Personal<String> party,
    ConsentKind kind,
    ConsentScope scope,
    ConsentChannel channel,
    Personal<String> words,
    Optional<UUID> messageId,
    Optional<UUID> memberId) {}
