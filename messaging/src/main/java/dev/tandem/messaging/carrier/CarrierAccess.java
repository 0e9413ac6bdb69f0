package dev.tandem.messaging.carrier;

import dev.tandem.storage.seal.Secret;

/// What it takes to act for one carrier account.
///
/// @param accountId the carrier's name of it, as in webhook paths
/// @param authToken proves us to the carrier and the carrier to us
public record CarrierAccess(String accountId, Secret<String> authToken) {}
