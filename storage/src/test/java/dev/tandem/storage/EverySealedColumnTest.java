package dev.tandem.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.keys.KeyClass;
import dev.tandem.storage.keys.SealedColumn;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.seal.SealBroken;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: a sealed value opens where it was stored and nowhere else, and not after any change,
/// whichever column it is in. Method: the columns are those of the catalogue: whatever is `bytea`
/// in schema `tenant` and is not a keyed hash, an index, part of a stream or packed ids; a column
/// that no store has written fails the test. Each value of two workspaces is opened in every
/// other's place; every bit of each is turned.
@ExtendWith(SharedStorage.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EverySealedColumnTest {
  /// Chunks and header of streams, whose order and length are tested with the blobs; the audit
  /// log's details, each under a key of its own (`audit_key.wrapped`) and tested with the log; ids
  /// and times of texts, and places among them, packed for search.
  private static final Set<String> OTHERS =
      Set.of(
          "blob.header",
          "blob_chunk.bytes",
          "audit_entry.detail",
          "search_segment.entries",
          "search_posting.places");

  private final Storage storage;
  private List<Column> columns = List.of();
  private List<Cell> cells = List.of();

  EverySealedColumnTest(Storage storage) {
    this.storage = storage;
  }

  private record Column(String table, String name, String rowId) {
    /// Which key a value is sealed with stands in the value itself; the class does not matter here.
    SealedColumn sealed() {
      return new SealedColumn(table, name, KeyClass.ACCOUNT);
    }

    @Override
    public String toString() {
      return table + "." + name;
    }
  }

  /// One value and where it lies.
  private record Cell(WorkspaceId workspace, Column column, UUID row, Buffer value) {
    @Override
    public String toString() {
      return column + " of " + row + " in " + workspace;
    }
  }

  @BeforeAll
  void readEverything() {
    List<WorkspaceId> workspaces =
        List.of(
            new EveryStoreWritten(storage, "column-" + Ids.next()).workspace,
            new EveryStoreWritten(storage, "column-" + Ids.next()).workspace);
    columns = storage.outsideWorkspaces(EverySealedColumnTest::columns);
    List<Cell> found = new ArrayList<>();
    for (WorkspaceId workspace : workspaces) {
      for (Column column : columns) {
        found.addAll(storage.inWorkspace(workspace, tx -> cells(tx, column)));
      }
    }
    cells = found;
  }

  private static List<Column> columns(Sql sql) {
    return sql
        .list(
            """
            SELECT c.relname AS tab, a.attname AS col,
              EXISTS (SELECT FROM pg_attribute i WHERE i.attrelid = c.oid AND i.attname = 'id') AS has_id,
              EXISTS (SELECT FROM pg_attribute i WHERE i.attrelid = c.oid AND i.attname = 'number') AS has_number
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE c.relnamespace = 'tenant'::regnamespace AND c.relkind IN ('r', 'p')
              AND a.atttypid = 'bytea'::regtype AND NOT a.attisdropped
              AND a.attname NOT LIKE '%\\_hash' AND a.attname NOT LIKE '%\\_index'
            ORDER BY 1, 2
            """,
            row ->
                new Column(
                    row.getString("tab"),
                    row.getString("col"),
                    rowId(row.getBoolean("has_id"), row.getBoolean("has_number"))))
        .stream()
        .filter(column -> !OTHERS.contains(column.toString()))
        .toList();
  }

  /// What a row is called in the binding: its id; a number where rows are numbered; the workspace
  /// where there is one row a workspace.
  private static String rowId(boolean hasId, boolean hasNumber) {
    if (hasId) {
      return "id";
    }
    return hasNumber ? "lpad(to_hex(number), 32, '0')::uuid" : "workspace_id";
  }

  private static List<Cell> cells(Tenant tx, Column column) {
    return tx.sql()
        .list(
            "SELECT %s AS row_id, %s AS sealed FROM tenant.%s WHERE %s IS NOT NULL"
                .formatted(column.rowId(), column.name(), column.table(), column.name()),
            row ->
                new Cell(tx.workspace(), column, row.getUUID("row_id"), row.getBuffer("sealed")));
  }

  @Test
  void every_column_was_written_and_opens_in_its_place() {
    assertTrue(columns.size() >= 20, columns::toString);
    Set<Column> written = cells.stream().map(Cell::column).collect(Collectors.toSet());
    assertEquals(
        List.of(),
        columns.stream().filter(column -> !written.contains(column)).toList(),
        "EveryStoreWritten writes every sealed column");
    for (Cell cell : cells) {
      byte[] opened = open(cell.workspace(), cell, cell.value().getBytes());
      assertTrue(opened.length > 0, cell::toString);
    }
  }

  private byte[] open(WorkspaceId as, Cell place, byte[] value) {
    return storage.inWorkspace(
        as, tx -> tx.vault().open(place.column().sealed(), place.row(), value));
  }

  @Test
  void no_value_opens_in_anothers_place() {
    for (Cell place : cells) {
      storage.inWorkspace(
          place.workspace(),
          tx -> {
            for (Cell moved : cells) {
              if (!moved.equals(place)) {
                assertThrows(
                    SealBroken.class,
                    () ->
                        tx.vault()
                            .open(place.column().sealed(), place.row(), moved.value().getBytes()),
                    () -> moved + " opens as " + place);
              }
            }
            return true;
          });
    }
  }

  @Test
  void no_value_opens_under_the_same_ids_in_another_workspace() {
    WorkspaceId other = storage.createWorkspace("Other");
    for (Cell cell : cells) {
      assertThrows(
          SealBroken.class, () -> open(other, cell, cell.value().getBytes()), cell::toString);
    }
  }

  @Test
  void no_value_opens_after_any_bit_of_it_was_turned() {
    for (Column column : columns) {
      Cell cell = cells.stream().filter(c -> c.column().equals(column)).findFirst().orElseThrow();
      storage.inWorkspace(
          cell.workspace(),
          tx -> {
            byte[] value = cell.value().getBytes();
            for (int bit = 0; bit < value.length * 8; bit++) {
              byte[] turned = value.clone();
              turned[bit / 8] ^= (byte) (1 << (bit % 8));
              int which = bit;
              assertThrows(
                  SealBroken.class,
                  () -> tx.vault().open(column.sealed(), cell.row(), turned),
                  () -> column + ", bit " + which);
            }
            return true;
          });
    }
  }
}
