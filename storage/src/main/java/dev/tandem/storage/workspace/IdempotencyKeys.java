package dev.tandem.storage.workspace;

import dev.tandem.storage.Tenant;
import java.time.Duration;
import java.util.UUID;

/// Remembers which request made which resource, so that a repeat gives the same and makes nothing.
public final class IdempotencyKeys {
  private static final String INDEX = "idempotency_key";
  private static final String REQUEST = "idempotency_request";

  /// What a claim found.
  public sealed interface Claim {
    /// The first with this key: make the resource, under the id that was given.
    record First() implements Claim {}

    /// The same request came before and made this resource.
    record Repeat(UUID resourceId) implements Claim {}

    /// The key was used for another request.
    record Conflict() implements Claim {}
  }

  /// Claims `key` for `request`, which is the request's canonical bytes as text (route and body;
  /// only a keyed hash of it is kept). A second claim waits for the first one's transaction to end.
  public Claim claim(Tenant tx, UUID memberId, String key, String request, UUID newResourceId) {
    byte[] keyIndex = tx.vault().index(INDEX, key);
    byte[] requestHash = tx.vault().index(REQUEST, request);
    int added =
        tx.sql()
            .change(
                """
                INSERT INTO tenant.idempotency_key
                  (workspace_id, member_id, key_index, request_hash, resource_id, created_at)
                VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING
                """,
                tx.workspace().value(),
                memberId,
                keyIndex,
                requestHash,
                newResourceId,
                tx.now());
    if (added == 1) {
      return new Claim.First();
    }
    return tx.sql()
        .one(
            """
            SELECT resource_id, request_hash = $3 AS same FROM tenant.idempotency_key
            WHERE member_id = $1 AND key_index = $2
            """,
            row ->
                row.getBoolean("same")
                    ? new Claim.Repeat(row.getUUID("resource_id"))
                    : new Claim.Conflict(),
            memberId,
            keyIndex,
            requestHash)
        .orElseThrow(() -> new AssertionError("the row that was in the way is there"));
  }

  /// Gives back a key that was claimed first in this transaction, for a request that came to
  /// nothing.
  public void release(Tenant tx, UUID memberId, String key) {
    tx.sql()
        .run(
            "DELETE FROM tenant.idempotency_key WHERE member_id = $1 AND key_index = $2",
            memberId,
            tx.vault().index(INDEX, key));
  }

  /// Forgets keys older than a day; returns how many.
  public int sweep(Tenant tx) {
    return tx.sql()
        .change(
            "DELETE FROM tenant.idempotency_key WHERE created_at < $1",
            tx.now().minus(Duration.ofDays(1)));
  }
}
