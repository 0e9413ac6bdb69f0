package dev.tandem.storage.workspace;

import dev.tandem.storage.seal.Personal;
import java.util.Optional;
import java.util.UUID;

/// An E.164 number that the workspace owns.
///
/// @param mms whether it can send attachments, as its carrier said; empty when it did not say
public record PhoneNumberRecord(
    UUID id,
    Personal<String> e164,
    Personal<String> name,
    Optional<UUID> carrierAccountId,
    Optional<Boolean> mms) {}
