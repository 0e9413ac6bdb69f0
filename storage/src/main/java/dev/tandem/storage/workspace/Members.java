package dev.tandem.storage.workspace;

import dev.tandem.storage.Change;
import dev.tandem.storage.Directory;
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

/// The people of a workspace.
public final class Members {
  private static final SealedColumn EMAIL = new SealedColumn("member", "email", KeyClass.ACCOUNT);
  private static final SealedColumn NAME = new SealedColumn("member", "name", KeyClass.ACCOUNT);
  private static final SealedColumn PASSWORD =
      new SealedColumn("member", "password_hash_sealed", KeyClass.ACCOUNT);
  private static final String COLUMNS =
      "SELECT id, email, name, role, password_hash_sealed, created_at FROM tenant.member ";

  /// Empty when the address belongs to a member already, of this workspace or another.
  public Optional<Member> create(
      Tenant tx, String email, String name, Role role, Optional<Secret<String>> passwordHash) {
    return create(tx, Ids.next(), email, name, role, passwordHash);
  }

  /// Under an id of the caller's, which an idempotency key stands for.
  public Optional<Member> create(
      Tenant tx,
      UUID id,
      String email,
      String name,
      Role role,
      Optional<Secret<String>> passwordHash) {
    String address = Directory.email(email);
    if (!tx.directory().add(Kind.MEMBER_EMAIL, address, id, Optional.empty())) {
      return Optional.empty();
    }
    tx.sql()
        .run(
            """
            INSERT INTO tenant.member (workspace_id, id, email, name, role, password_hash_sealed, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """,
            tx.workspace().value(),
            id,
            tx.vault().seal(EMAIL, id, address),
            tx.vault().seal(NAME, id, name),
            role,
            tx.vault().seal(PASSWORD, id, passwordHash.map(Secret::reveal)),
            tx.now());
    tx.announce(new Change.MembersChanged(tx.workspace()));
    return Optional.of(
        new Member(id, Personal.of(address), Personal.of(name), role, passwordHash, tx.now()));
  }

  public Optional<Member> find(Tenant tx, UUID id) {
    return tx.sql().one(COLUMNS + "WHERE id = $1", row -> read(tx, row), id);
  }

  /// All of them, oldest first.
  public List<Member> all(Tenant tx) {
    return tx.sql().list(COLUMNS + "ORDER BY id", row -> read(tx, row));
  }

  public boolean rename(Tenant tx, UUID id, String name) {
    return changed(
        tx,
        "UPDATE tenant.member SET name = $2 WHERE id = $1",
        id,
        tx.vault().seal(NAME, id, name));
  }

  public boolean setPassword(Tenant tx, UUID id, Secret<String> passwordHash) {
    return tx.sql()
            .change(
                "UPDATE tenant.member SET password_hash_sealed = $2 WHERE id = $1",
                id,
                tx.vault().seal(PASSWORD, id, passwordHash.reveal()))
        == 1;
  }

  public boolean setRole(Tenant tx, UUID id, Role role) {
    return changed(tx, "UPDATE tenant.member SET role = $2 WHERE id = $1", id, role);
  }

  private static boolean changed(Tenant tx, String sql, Object... values) {
    boolean changed = tx.sql().change(sql, values) == 1;
    if (changed) {
      tx.announce(new Change.MembersChanged(tx.workspace()));
    }
    return changed;
  }

  private static Member read(Tenant tx, Row row) {
    UUID id = row.getUUID("id");
    return new Member(
        id,
        Personal.of(tx.vault().openText(EMAIL, id, Sql.bytes(row, "email"))),
        Personal.of(tx.vault().openText(NAME, id, Sql.bytes(row, "name"))),
        Role.valueOf(row.getString("role")),
        Sql.maybeBytes(row, "password_hash_sealed")
            .map(bytes -> Secret.of(tx.vault().openText(PASSWORD, id, bytes))),
        Sql.instant(row, "created_at"));
  }
}
