package dev.tandem.storage.workspace;

import dev.tandem.storage.Change;
import dev.tandem.storage.Directory.Kind;
import dev.tandem.storage.Ids;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.keys.KeyClass;
import dev.tandem.storage.keys.SealedColumn;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.seal.Personal;
import dev.tandem.storage.seal.Secret;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Signed-in devices. The token is kept as a keyed hash; it is found through
/// [dev.tandem.storage.Directory#session].
public final class Devices {
  private static final SealedColumn NAME = new SealedColumn("device", "name", KeyClass.ACCOUNT);
  private static final String COLUMNS =
      "SELECT id, member_id, name, created_at, last_seen_at, expires_at FROM tenant.device ";

  public Device create(
      Tenant tx, UUID memberId, String name, Secret<String> token, Instant expiresAt) {
    UUID id = Ids.next();
    if (!tx.directory().add(Kind.SESSION, token.reveal(), id, Optional.of(expiresAt))) {
      throw new IllegalArgumentException("a token is random and used once");
    }
    tx.sql()
        .run(
            """
            INSERT INTO tenant.device
              (workspace_id, id, member_id, name, token_hash, created_at, last_seen_at, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6, $6, $7)
            """,
            tx.workspace().value(),
            id,
            memberId,
            tx.vault().seal(NAME, id, name),
            tx.directory().hash(Kind.SESSION, token.reveal()),
            tx.now(),
            expiresAt);
    return new Device(id, memberId, Personal.of(name), tx.now(), tx.now(), expiresAt);
  }

  /// Empty when it was revoked or its session has expired.
  public Optional<Device> find(Tenant tx, UUID id) {
    return tx.sql()
        .one(COLUMNS + "WHERE id = $1 AND expires_at > $2", row -> read(tx, row), id, tx.now());
  }

  /// A member's live devices, newest first.
  public List<Device> of(Tenant tx, UUID memberId) {
    return tx.sql()
        .list(
            COLUMNS + "WHERE member_id = $1 AND expires_at > $2 ORDER BY id DESC",
            row -> read(tx, row),
            memberId,
            tx.now());
  }

  /// Notes that the device was seen now, and moves its end.
  public void seen(Tenant tx, UUID id, Instant expiresAt) {
    int changed =
        tx.sql()
            .change(
                "UPDATE tenant.device SET last_seen_at = $2, expires_at = $3 WHERE id = $1",
                id,
                tx.now(),
                expiresAt);
    if (changed == 1) {
      tx.directory().extend(Kind.SESSION, id, expiresAt);
    }
  }

  /// Signs the device out. Its token opens nothing once this commits; false when there was no such
  /// device.
  public boolean revoke(Tenant tx, UUID id) {
    tx.directory().remove(Kind.SESSION, id);
    Optional<UUID> member =
        tx.sql()
            .one("DELETE FROM tenant.device WHERE id = $1 RETURNING member_id", id)
            .map(row -> row.getUUID("member_id"));
    member.ifPresent(of -> tx.announce(new Change.SessionRevoked(tx.workspace(), of, id)));
    return member.isPresent();
  }

  /// Signs out at most `max` devices whose session has expired; returns how many.
  public int sweep(Tenant tx, int max) {
    List<UUID> ended =
        tx.sql()
            .list(
                "SELECT id FROM tenant.device WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2",
                row -> row.getUUID("id"),
                tx.now(),
                max);
    return (int) ended.stream().filter(id -> revoke(tx, id)).count();
  }

  private static Device read(Tenant tx, Row row) {
    UUID id = row.getUUID("id");
    return new Device(
        id,
        row.getUUID("member_id"),
        Personal.of(tx.vault().openText(NAME, id, Sql.bytes(row, "name"))),
        Sql.instant(row, "created_at"),
        Sql.instant(row, "last_seen_at"),
        Sql.instant(row, "expires_at"));
  }
}
