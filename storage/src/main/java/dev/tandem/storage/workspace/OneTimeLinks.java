package dev.tandem.storage.workspace;

import dev.tandem.storage.Directory.Kind;
import dev.tandem.storage.Ids;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.seal.Secret;
import dev.tandem.storage.workspace.OneTimeLink.Purpose;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// One-time links, kept as keyed hashes; found through [dev.tandem.storage.Directory#oneTimeLink].
public final class OneTimeLinks {

  public OneTimeLink create(
      Tenant tx,
      Optional<UUID> memberId,
      Purpose purpose,
      Secret<String> token,
      Instant expiresAt) {
    UUID id = Ids.next();
    if (!tx.directory().add(Kind.ONE_TIME_LINK, token.reveal(), id, Optional.of(expiresAt))) {
      throw new IllegalArgumentException("a token is random and used once");
    }
    tx.sql()
        .run(
            """
            INSERT INTO tenant.one_time_link
              (workspace_id, id, member_id, purpose, link_hash, created_at, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """,
            tx.workspace().value(),
            id,
            memberId,
            purpose,
            tx.directory().hash(Kind.ONE_TIME_LINK, token.reveal()),
            tx.now(),
            expiresAt);
    return new OneTimeLink(id, memberId, purpose, expiresAt);
  }

  /// Uses the link up. Of two who try at once, one gets it; an expired or used link gives nothing.
  public Optional<OneTimeLink> use(Tenant tx, UUID id) {
    Optional<OneTimeLink> used =
        tx.sql()
            .one(
                """
                UPDATE tenant.one_time_link SET used_at = $2
                WHERE id = $1 AND used_at IS NULL AND expires_at > $2
                RETURNING id, member_id, purpose, expires_at
                """,
                OneTimeLinks::read,
                id,
                tx.now());
    used.ifPresent(link -> tx.directory().remove(Kind.ONE_TIME_LINK, link.id()));
    return used;
  }

  /// Looks at the link without using it.
  public Optional<OneTimeLink> find(Tenant tx, UUID id) {
    return tx.sql()
        .one(
            """
            SELECT id, member_id, purpose, expires_at FROM tenant.one_time_link
            WHERE id = $1 AND used_at IS NULL AND expires_at > $2
            """,
            OneTimeLinks::read,
            id,
            tx.now());
  }

  /// Forgets at most `max` links that were used or have expired; returns how many.
  public int sweep(Tenant tx, int max) {
    List<UUID> ended =
        tx.sql()
            .list(
                """
                DELETE FROM tenant.one_time_link WHERE id IN (
                  SELECT id FROM tenant.one_time_link
                  WHERE used_at IS NOT NULL OR expires_at <= $1 LIMIT $2)
                RETURNING id
                """,
                row -> row.getUUID("id"),
                tx.now(),
                max);
    for (UUID id : ended) {
      boolean _ = tx.directory().remove(Kind.ONE_TIME_LINK, id);
    }
    return ended.size();
  }

  private static OneTimeLink read(Row row) {
    return new OneTimeLink(
        row.getUUID("id"),
        Sql.maybeId(row, "member_id"),
        Purpose.valueOf(row.getString("purpose")),
        Sql.instant(row, "expires_at"));
  }
}
