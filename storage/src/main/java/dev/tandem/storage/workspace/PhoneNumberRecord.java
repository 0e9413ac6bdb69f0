package dev.tandem.storage.workspace;

import dev.tandem.storage.seal.Personal;
import java.util.Optional;
import java.util.UUID;

/// An E.164 number that the workspace owns.
public record PhoneNumberRecord(
    UUID id, Personal<String> e164, Personal<String> name, Optional<UUID> carrierAccountId) {}
