package dev.tandem.storage.consent;

import java.time.Instant;
import java.util.UUID;

/// An entry of the ledger.
public record ConsentEntry(UUID id, NewConsent said, Instant at) {}
