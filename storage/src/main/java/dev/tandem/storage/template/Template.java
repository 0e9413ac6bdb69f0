package dev.tandem.storage.template;

import dev.tandem.storage.seal.Personal;
import java.time.Instant;
import java.util.UUID;

/// A text that a team sends often, with variables in it.
///
/// @param changedBy the member who wrote it as it is
public record Template(
    UUID id, Personal<String> name, Personal<String> text, UUID changedBy, Instant changedAt) {}
