package dev.tandem.storage.workspace;

import dev.tandem.storage.seal.Personal;
import dev.tandem.storage.seal.Secret;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Credentials at a carrier. `accountId` is the carrier's own name for the account; `baseUrl` is
/// present when its API is not at the carrier's usual address, `more` what it takes beside the
/// token, by name.
public record CarrierAccount(
    UUID id,
    String carrier,
    Personal<String> accountId,
    Secret<String> authToken,
    Optional<String> baseUrl,
    Map<String, Secret<String>> more,
    Instant createdAt) {
  public CarrierAccount {
    more = Map.copyOf(more);
  }
}
