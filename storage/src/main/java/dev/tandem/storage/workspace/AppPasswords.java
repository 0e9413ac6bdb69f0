package dev.tandem.storage.workspace;

import dev.tandem.storage.Directory.Kind;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.keys.KeyClass;
import dev.tandem.storage.keys.SealedColumn;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.seal.Personal;
import dev.tandem.storage.seal.Secret;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// App passwords, kept as keyed hashes; found through [dev.tandem.storage.Directory#appPassword].
/// They go with their member.
public final class AppPasswords implements Credentials<AppPassword> {
  private static final SealedColumn NAME =
      new SealedColumn("app_password", "name", KeyClass.ACCOUNT);
  private static final String COLUMNS =
      "SELECT id, member_id, name, created_at, last_used_at FROM tenant.app_password ";

  @Override
  public AppPassword create(
      Tenant tx, UUID id, UUID memberId, String name, Secret<String> password) {
    if (!tx.directory().add(Kind.APP_PASSWORD, password.reveal(), id, Optional.empty())) {
      throw new IllegalArgumentException("an app password is random and used once");
    }
    tx.sql()
        .run(
            """
            INSERT INTO tenant.app_password
              (workspace_id, id, member_id, name, password_hash, created_at)
            VALUES ($1, $2, $3, $4, $5, $6)
            """,
            tx.workspace().value(),
            id,
            memberId,
            tx.vault().seal(NAME, id, name),
            tx.directory().hash(Kind.APP_PASSWORD, password.reveal()),
            tx.now());
    return new AppPassword(id, memberId, Personal.of(name), tx.now(), Optional.empty());
  }

  @Override
  public Optional<AppPassword> find(Tenant tx, UUID id) {
    return tx.sql().one(COLUMNS + "WHERE id = $1", row -> read(tx, row), id);
  }

  @Override
  public List<AppPassword> of(Tenant tx, UUID memberId) {
    return tx.sql()
        .list(COLUMNS + "WHERE member_id = $1 ORDER BY id", row -> read(tx, row), memberId);
  }

  /// Notes that it was used now; false if it is gone.
  public boolean used(Tenant tx, UUID id) {
    return tx.sql()
            .change("UPDATE tenant.app_password SET last_used_at = $2 WHERE id = $1", id, tx.now())
        == 1;
  }

  @Override
  public boolean revoke(Tenant tx, UUID id) {
    tx.directory().remove(Kind.APP_PASSWORD, id);
    return tx.sql().change("DELETE FROM tenant.app_password WHERE id = $1", id) == 1;
  }

  private static AppPassword read(Tenant tx, Row row) {
    UUID id = row.getUUID("id");
    return new AppPassword(
        id,
        row.getUUID("member_id"),
        Personal.of(tx.vault().openText(NAME, id, Sql.bytes(row, "name"))),
        Sql.instant(row, "created_at"),
        Sql.maybeInstant(row, "last_used_at"));
  }
}
