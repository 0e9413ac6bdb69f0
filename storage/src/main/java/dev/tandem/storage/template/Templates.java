package dev.tandem.storage.template;

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

/// The workspace's templates. There is one of a name, in whatever case.
public final class Templates {
  /// Templates of a workspace.
  public static final int MAX = 500;

  private static final SealedColumn NAME = new SealedColumn("template", "name", KeyClass.MESSAGES);
  private static final SealedColumn CONTENT =
      new SealedColumn("template", "content", KeyClass.MESSAGES);
  private static final String COLUMNS =
      "SELECT id, name, content, changed_by, changed_at FROM tenant.template ";

  /// False when there is one of that name, or there are as many as there may be.
  public boolean create(
      Tenant tx, UUID id, UUID author, Personal<String> name, Personal<String> text) {
    boolean made =
        tx.sql()
                .change(
                    """
                    INSERT INTO tenant.template
                      (workspace_id, id, name, name_index, content, changed_by, changed_at, created_at)
                    SELECT $1, $2, $3, $4, $5, $6, $7, $7
                    WHERE (SELECT count(*) FROM tenant.template) < $8
                    ON CONFLICT (workspace_id, name_index) DO NOTHING
                    """,
                    tx.workspace().value(),
                    id,
                    tx.vault().seal(NAME, id, name.value()),
                    index(tx, name),
                    tx.vault().seal(CONTENT, id, text.value()),
                    author,
                    tx.now(),
                    (long) MAX)
            == 1;
    if (made) {
      announce(tx);
    }
    return made;
  }

  /// Gives it another name and other words. False when another one has the name; a template that is
  /// not there is not changed either.
  public boolean change(
      Tenant tx, UUID id, UUID author, Personal<String> name, Personal<String> text) {
    boolean changed =
        tx.sql()
                .change(
                    """
                    UPDATE tenant.template
                    SET name = $2, name_index = $3, content = $4, changed_by = $5, changed_at = $6
                    WHERE id = $1 AND NOT EXISTS (
                      SELECT FROM tenant.template o WHERE o.name_index = $3 AND o.id <> $1)
                    """,
                    id,
                    tx.vault().seal(NAME, id, name.value()),
                    index(tx, name),
                    tx.vault().seal(CONTENT, id, text.value()),
                    author,
                    tx.now())
            == 1;
    if (changed) {
      announce(tx);
    }
    return changed;
  }

  /// False when there is none.
  public boolean delete(Tenant tx, UUID id) {
    boolean deleted = tx.sql().change("DELETE FROM tenant.template WHERE id = $1", id) == 1;
    if (deleted) {
      announce(tx);
    }
    return deleted;
  }

  public Optional<Template> find(Tenant tx, UUID id) {
    return tx.sql().one(COLUMNS + "WHERE id = $1", row -> read(tx, row), id);
  }

  /// All of them, the oldest first.
  public List<Template> all(Tenant tx) {
    return tx.sql().list(COLUMNS + "ORDER BY created_at, id", row -> read(tx, row));
  }

  private static byte[] index(Tenant tx, Personal<String> name) {
    return tx.vault().index("template", name.value().toLowerCase(Locale.ROOT));
  }

  private static void announce(Tenant tx) {
    tx.announce(new Change.TemplatesChanged(tx.workspace()));
  }

  private static Template read(Tenant tx, Row row) {
    UUID id = row.getUUID("id");
    return new Template(
        id,
        Personal.of(tx.vault().openText(NAME, id, Sql.bytes(row, "name"))),
        Personal.of(tx.vault().openText(CONTENT, id, Sql.bytes(row, "content"))),
        row.getUUID("changed_by"),
        Sql.instant(row, "changed_at"));
  }
}
