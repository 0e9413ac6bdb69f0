package dev.tandem.storage.keys;

import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.seal.KeyBytes;
import dev.tandem.storage.seal.KeyWrap;
import io.vertx.sqlclient.Row;
import java.util.EnumSet;
import java.util.UUID;

/// Gives a workspace new keys, each in the caller's transaction. Traffic goes on: transactions
/// under way have what they need, and other gateways hear of it when they next ask.
public final class KeyTurns {
  private final Keyrings keyrings;

  public KeyTurns(Keyrings keyrings) {
    this.keyrings = keyrings;
  }

  /// A new workspace key; what it wraps is wrapped anew and stays the same.
  public void workspaceKey(Sql tx, UUID workspace) {
    Keyring old = KeyTables.read(tx, keyrings.roots(), workspace, KeyTables.TO_CHANGE, null);
    KeyBytes fresh = KeyBytes.random();
    wrapDataKeys(tx, old, fresh);
    RootKeys.Wrapped wrapped = keyrings.roots().wrap(fresh, KeyContext.workspace(workspace));
    tx.run(
        """
        UPDATE keys.workspace_key SET wrapped = $2, index_wrapped = $3, root_key = $4, created_at = now()
        WHERE workspace_id = $1
        """,
        workspace,
        wrapped.bytes(),
        KeyWrap.wrap(fresh, old.indexKey(), KeyContext.index(workspace)),
        wrapped.rootKey());
  }

  private static void wrapDataKeys(Sql tx, Keyring old, KeyBytes fresh) {
    for (Row row :
        tx.run(
            "SELECT number, class, month, wrapped FROM keys.data_key WHERE workspace_id = $1",
            old.workspace())) {
      int number = row.getInteger("number");
      String context =
          KeyContext.data(
              old.workspace(),
              KeyClass.valueOf(row.getString("class")),
              KeyContext.month(row.getInteger("month")),
              number);
      KeyBytes key = KeyWrap.unwrap(old.workspaceKey(), Sql.bytes(row, "wrapped"), context);
      tx.run(
          "UPDATE keys.data_key SET wrapped = $3 WHERE workspace_id = $1 AND number = $2",
          old.workspace(),
          number,
          KeyWrap.wrap(fresh, key, context));
    }
  }

  /// A new data key in every class; what was sealed before stays sealed with the old ones. Returns
  /// what seals with the new ones in the same transaction.
  public Vault dataKeys(Sql tx, UUID workspace) {
    Keyring ring = KeyTables.read(tx, keyrings.roots(), workspace, KeyTables.TO_CHANGE, null);
    KeyTables.make(tx, ring, EnumSet.allOf(KeyClass.class), ring.newestMonth());
    KeyTables.addAll(tx, ring);
    return new Vault(keyrings, ring, tx);
  }

  /// To be called when a turn was committed: this gateway seals with the new keys at once.
  public void done(UUID workspace) {
    keyrings.forget(workspace);
  }
}
