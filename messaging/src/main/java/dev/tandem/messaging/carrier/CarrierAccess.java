package dev.tandem.messaging.carrier;

import dev.tandem.storage.seal.Secret;
import java.util.Map;

/// What it takes to act for one carrier account.
///
/// @param accountId the carrier's name of it, as in webhook paths
/// @param authToken proves us to the carrier
/// @param more what else [CredentialForm#more] asks for, by name
public record CarrierAccess(
    String accountId, Secret<String> authToken, Map<String, Secret<String>> more) {

  public CarrierAccess {
    more = Map.copyOf(more);
  }

  /// An account that takes nothing else.
  public CarrierAccess(String accountId, Secret<String> authToken) {
    this(accountId, authToken, Map.of());
  }

  /// A value of the carrier's form; empty when the account was entered without.
  public String secret(CredentialForm.Field field) {
    Secret<String> value = more.get(field.name());
    return value == null ? "" : value.reveal();
  }
}
