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
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// API keys, kept as keyed hashes; found through [dev.tandem.storage.Directory#apiKey].
public final class ApiKeys implements Credentials<ApiKey> {
  private static final SealedColumn NAME = new SealedColumn("api_key", "name", KeyClass.ACCOUNT);
  private static final String COLUMNS =
      "SELECT id, member_id, name, created_at FROM tenant.api_key ";

  /// The same under an id of the store's.
  public ApiKey create(Tenant tx, UUID memberId, String name, Secret<String> token) {
    return create(tx, Ids.next(), memberId, name, token);
  }

  @Override
  public ApiKey create(Tenant tx, UUID id, UUID memberId, String name, Secret<String> token) {
    if (!tx.directory().add(Kind.API_KEY, token.reveal(), id, Optional.empty())) {
      throw new IllegalArgumentException("a key is random and used once");
    }
    tx.sql()
        .run(
            """
            INSERT INTO tenant.api_key (workspace_id, id, member_id, name, key_hash, created_at)
            VALUES ($1, $2, $3, $4, $5, $6)
            """,
            tx.workspace().value(),
            id,
            memberId,
            tx.vault().seal(NAME, id, name),
            tx.directory().hash(Kind.API_KEY, token.reveal()),
            tx.now());
    return new ApiKey(id, memberId, Personal.of(name), tx.now());
  }

  @Override
  public Optional<ApiKey> find(Tenant tx, UUID id) {
    return tx.sql().one(COLUMNS + "WHERE id = $1", row -> read(tx, row), id);
  }

  @Override
  public List<ApiKey> of(Tenant tx, UUID memberId) {
    return tx.sql()
        .list(COLUMNS + "WHERE member_id = $1 ORDER BY id", row -> read(tx, row), memberId);
  }

  /// Whatever is connected with it ends too.
  @Override
  public boolean revoke(Tenant tx, UUID id) {
    tx.directory().remove(Kind.API_KEY, id);
    Optional<UUID> member =
        tx.sql()
            .one("DELETE FROM tenant.api_key WHERE id = $1 RETURNING member_id", id)
            .map(row -> row.getUUID("member_id"));
    member.ifPresent(of -> tx.announce(new Change.SessionRevoked(tx.workspace(), of, id)));
    return member.isPresent();
  }

  private static ApiKey read(Tenant tx, Row row) {
    UUID id = row.getUUID("id");
    return new ApiKey(
        id,
        row.getUUID("member_id"),
        Personal.of(tx.vault().openText(NAME, id, Sql.bytes(row, "name"))),
        Sql.instant(row, "created_at"));
  }
}
