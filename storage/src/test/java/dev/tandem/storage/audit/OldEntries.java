package dev.tandem.storage.audit;

import dev.tandem.storage.Tenant;
import dev.tandem.storage.keys.AuditKeys;
import dev.tandem.storage.seal.TreeHash;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/// Entries as they were before each had a key of its own: the data key sealed the detail itself.
public final class OldEntries {
  private OldEntries() {}

  public static long append(Tenant tx, AuditAction action, AuditDetail detail) {
    LogState state = LogState.lock(tx);
    long number = state.frontier().size() + 1;
    StoredEntry entry =
        new StoredEntry(
            tx.workspace().value(),
            number,
            tx.now(),
            Optional.empty(),
            action.word(),
            Optional.empty(),
            Buffer.buffer(tx.vault().seal(AuditKeys.DETAIL, AuditKeys.row(number), detail.text())));
    TreeHash leaf = TreeHash.leaf(entry.bytes());
    Buffer link = new Chain(tx.vault()).link(state.link(), entry);
    tx.sql()
        .run(
            """
            INSERT INTO tenant.audit_entry
              (workspace_id, number, at, action, detail, leaf_hash, chain_hash)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """,
            entry.workspace(),
            number,
            entry.at(),
            action.word(),
            entry.detail(),
            leaf.bytes(),
            link);
    state.frontier().add(leaf);
    state.store(tx, link);
    return number;
  }
}
