package dev.tandem.storage;

import dev.tandem.storage.keys.Vault;
import dev.tandem.storage.pg.Sql;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.util.function.Consumer;

/// One transaction of one workspace: the only way to its rows. Use cases hand it to stores and
/// announce changes; [#sql()], [#vault()] and [#directory()] are for stores.
public final class Tenant {
  private final WorkspaceId workspace;
  private final Sql sql;
  private final Vault vault;
  private final DirectoryEntries directory;
  private final Instant now;
  private final ChangeLine.Place place;

  Tenant(
      WorkspaceId workspace,
      Sql sql,
      Vault vault,
      DirectoryEntries directory,
      Instant now,
      ChangeLine.Place place) {
    this.workspace = workspace;
    this.sql = sql;
    this.vault = vault;
    this.directory = directory;
    this.now = now;
    this.place = place;
  }

  /// The same transaction with other keys, which were made in it.
  Tenant sealingWith(Vault other) {
    return new Tenant(workspace, sql, other, directory, now, place);
  }

  public WorkspaceId workspace() {
    return workspace;
  }

  /// When the transaction began, in microseconds as the database keeps them.
  public Instant now() {
    return now;
  }

  /// Told to subscribers if and when the transaction commits.
  public void announce(Change change) {
    if (!change.workspace().equals(workspace)) {
      throw new IllegalArgumentException("a change belongs to the workspace it happened in");
    }
    place.announce(change);
  }

  /// Statements of a store. Rows of other workspaces are not visible to them.
  public Sql sql() {
    return sql;
  }

  /// Runs a store's last statement and commits with it: see [Sql#runLast].
  public RowSet<Row> commitWith(
      Consumer<RowSet<Row>> answered, String statement, Object... values) {
    vault.proveTrusted();
    return sql.runLast(answered, statement, values);
  }

  /// Seals and opens a store's columns.
  public Vault vault() {
    return vault;
  }

  /// This workspace's entries in the directory.
  public DirectoryEntries directory() {
    return directory;
  }
}
