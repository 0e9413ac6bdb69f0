package dev.tandem.storage.broadcast;

import dev.tandem.storage.Change;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.keys.KeyClass;
import dev.tandem.storage.keys.SealedColumn;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.seal.Personal;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// The lists of receivers that a workspace keeps. There is one of a name, in whatever case. A
/// broadcast takes a copy: a list that is changed or deleted changes none.
public final class ReceiverLists {
  /// Lists of a workspace.
  public static final int MAX = 200;

  private static final SealedColumn NAME =
      new SealedColumn("receiver_list", "name", KeyClass.MESSAGES);
  private static final SealedColumn CONTENT =
      new SealedColumn("receiver_list", "content", KeyClass.MESSAGES);

  private static final String COLUMNS =
      "SELECT id, name, receivers, changed_by, changed_at FROM tenant.receiver_list ";

  /// What became of a wish to keep a list.
  public enum Kept {
    KEPT,
    /// Another one has the name.
    NAME_TAKEN,
    /// There are as many as there may be.
    FULL
  }

  /// Keeps a new one.
  ///
  /// @param numbers in E.164, each once
  public Kept create(
      Tenant tx, UUID id, UUID author, Personal<String> name, Personal<List<String>> numbers) {
    long there =
        tx.sql()
            .one("SELECT count(*) AS there FROM tenant.receiver_list", row -> row.getLong("there"))
            .orElseThrow(() -> new AssertionError("a count has a row"));
    if (there >= MAX) {
      return Kept.FULL;
    }
    return announced(
        tx,
        """
        INSERT INTO tenant.receiver_list
          (workspace_id, id, name, name_index, content, receivers, changed_by, changed_at)
        VALUES ($8, $1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (workspace_id, name_index) DO NOTHING
        """,
        id,
        tx.vault().seal(NAME, id, name.value()),
        index(tx, name),
        seal(tx, id, numbers),
        numbers.value().size(),
        author,
        tx.now(),
        tx.workspace().value());
  }

  /// Gives one that is there another name and other people.
  public Kept change(
      Tenant tx, UUID id, UUID author, Personal<String> name, Personal<List<String>> numbers) {
    return announced(
        tx,
        """
        UPDATE tenant.receiver_list
        SET name = $2, name_index = $3, content = $4, receivers = $5, changed_by = $6, changed_at = $7
        WHERE id = $1 AND NOT EXISTS (
          SELECT FROM tenant.receiver_list o WHERE o.name_index = $3 AND o.id <> $1)
        """,
        id,
        tx.vault().seal(NAME, id, name.value()),
        index(tx, name),
        seal(tx, id, numbers),
        numbers.value().size(),
        author,
        tx.now());
  }

  private static Kept announced(Tenant tx, String sql, Object... values) {
    if (tx.sql().change(sql, values) == 0) {
      return Kept.NAME_TAKEN;
    }
    announce(tx);
    return Kept.KEPT;
  }

  /// False when there is none.
  public boolean delete(Tenant tx, UUID id) {
    boolean deleted = tx.sql().change("DELETE FROM tenant.receiver_list WHERE id = $1", id) == 1;
    if (deleted) {
      announce(tx);
    }
    return deleted;
  }

  /// All of them, the one changed last first.
  public List<ReceiverList> all(Tenant tx) {
    return tx.sql().list(COLUMNS + "ORDER BY changed_at DESC, id", row -> read(tx, row));
  }

  public Optional<ReceiverList> find(Tenant tx, UUID id) {
    return tx.sql().one(COLUMNS + "WHERE id = $1", row -> read(tx, row), id);
  }

  /// The list as nobody changes it until the transaction ends.
  public Optional<ReceiverList> lock(Tenant tx, UUID id) {
    return tx.sql().one(COLUMNS + "WHERE id = $1 FOR UPDATE", row -> read(tx, row), id);
  }

  /// Who is on it; empty when there is no such list.
  public Optional<Personal<List<String>>> numbers(Tenant tx, UUID id) {
    return tx.sql()
        .one(
            "SELECT content FROM tenant.receiver_list WHERE id = $1",
            row ->
                Personal.of(
                    tx.vault().openText(CONTENT, id, Sql.bytes(row, "content")).lines().toList()),
            id);
  }

  private static byte[] seal(Tenant tx, UUID id, Personal<List<String>> numbers) {
    return tx.vault().seal(CONTENT, id, String.join("\n", numbers.value()));
  }

  private static byte[] index(Tenant tx, Personal<String> name) {
    return tx.vault().index("receiver_list", name.value().toLowerCase(Locale.ROOT));
  }

  private static void announce(Tenant tx) {
    tx.announce(new Change.ReceiverListsChanged(tx.workspace()));
  }

  private static ReceiverList read(Tenant tx, Row row) {
    UUID id = row.getUUID("id");
    return new ReceiverList(
        id,
        Personal.of(tx.vault().openText(NAME, id, Sql.bytes(row, "name"))),
        row.getInteger("receivers"),
        row.getUUID("changed_by"),
        Sql.instant(row, "changed_at"));
  }
}
