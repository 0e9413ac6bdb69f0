package dev.tandem.gateway.edge.http;

import dev.tandem.storage.Ids;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.workspace.IdempotencyKeys;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// Makes a resource once for each `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header-07):
/// a repeat gets the one that was made, and the same key for another request is refused. Without a
/// key each request stands for itself.
final class Once {
  private final IdempotencyKeys keys = new IdempotencyKeys();

  /// Within `tx`: what `make` makes under the id it is given, or what `find` finds of an earlier
  /// time.
  <T> T make(Tenant tx, Ask ask, Function<UUID, T> make, Function<UUID, Optional<T>> find) {
    UUID id = Ids.next();
    Optional<String> key = ask.idempotencyKey();
    if (key.isEmpty()) {
      return make.apply(id);
    }
    UUID memberId = ask.principal().memberId();
    return switch (keys.claim(tx, memberId, key.get(), ask.fingerprint(), id)) {
      case IdempotencyKeys.Claim.First _ -> make.apply(id);
      case IdempotencyKeys.Claim.Repeat(UUID earlier) ->
          find.apply(earlier).orElseThrow(Refusal::notFound);
      case IdempotencyKeys.Claim.Conflict _ ->
          throw Refusal.of(
              ProblemCode.IDEMPOTENCY_CONFLICT, "Use a fresh Idempotency-Key for a new request.");
    };
  }
}
