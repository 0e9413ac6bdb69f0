package dev.tandem.storage.contact;

import dev.tandem.storage.seal.Personal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Somebody outside. Numbers are E.164.
public record Contact(
    UUID id, Personal<String> name, Personal<List<String>> numbers, Instant createdAt) {}
