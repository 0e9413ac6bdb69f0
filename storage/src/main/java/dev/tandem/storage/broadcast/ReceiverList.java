package dev.tandem.storage.broadcast;

import dev.tandem.storage.seal.Personal;
import java.time.Instant;
import java.util.UUID;

/// People whom a team sends broadcasts to, under a name.
///
/// @param receivers how many there are
/// @param changedBy the member who made it as it is
public record ReceiverList(
    UUID id, Personal<String> name, int receivers, UUID changedBy, Instant changedAt) {}
