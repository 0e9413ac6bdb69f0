package dev.tandem.gateway.account;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds out who is asking from what came with a request. It may wait for the database.
@FunctionalInterface
public interface Authenticator {
  /// The principal of an `Authorization` field (`Bearer tdm_...`) or, without that field, of a
  /// session cookie's token; empty when neither is good.
  Optional<Principal> find(@Nullable String authorization, Optional<String> sessionToken);
}
