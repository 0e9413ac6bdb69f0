package dev.tandem.storage.audit;

import dev.tandem.storage.Page;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.audit.MerkleProof.Span;
import dev.tandem.storage.keys.AuditKeys;
import dev.tandem.storage.keys.Vault;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.seal.SigningKey;
import dev.tandem.storage.seal.TreeHash;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The audit log of a workspace.
public final class AuditLog {
  private static final int LEAVES_A_READ = 10_000;
  private static final String COLUMNS =
      "SELECT e.number, e.at, e.actor_id, e.action, e.subject_id, e.detail, k.wrapped FROM "
          + AuditKeys.JOINED
          + " ";

  /// Adds an entry in the caller's transaction: it is there if and only if what it tells of is.
  /// Locks the workspace's log until the transaction ends, so append last.
  public AuditEntry append(
      Tenant tx,
      Optional<UUID> actorId,
      AuditAction action,
      Optional<UUID> subjectId,
      AuditDetail detail) {
    LogState state = LogState.lock(tx);
    long number = state.frontier().size() + 1;
    Vault.Alone sealed =
        tx.vault()
            .sealAlone(AuditKeys.DETAIL, AuditKeys.WRAPPED, AuditKeys.row(number), detail.text());
    StoredEntry entry =
        new StoredEntry(
            tx.workspace().value(),
            number,
            tx.now(),
            actorId,
            action.word(),
            subjectId,
            Buffer.buffer(sealed.sealed()));
    TreeHash leaf = TreeHash.leaf(entry.bytes());
    Buffer link = new Chain(tx.vault()).link(state.link(), entry);
    tx.sql()
        .run(
            """
            INSERT INTO tenant.audit_entry
              (workspace_id, number, at, actor_id, action, subject_id, detail, leaf_hash, chain_hash)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            entry.workspace(),
            number,
            entry.at(),
            actorId,
            action.word(),
            subjectId,
            entry.detail(),
            leaf.bytes(),
            link);
    tx.sql()
        .run(
            """
            INSERT INTO tenant.audit_key (workspace_id, id, wrapped) VALUES ($1, $2, $3)
            ON CONFLICT (workspace_id, id) DO UPDATE SET wrapped = excluded.wrapped
            """,
            entry.workspace(),
            AuditKeys.row(number),
            sealed.wrapped());
    state.frontier().add(leaf);
    state.store(tx, link);
    return new AuditEntry(number, entry.at(), actorId, action.word(), subjectId, detail);
  }

  /// Newest first. The cursor is the number before which to go on, in digits.
  public Page<AuditEntry> page(Tenant tx, AuditFilter filter, long beforeNumber, int limit) {
    int rows = Page.limit(limit);
    StringBuilder sql = new StringBuilder(COLUMNS).append("WHERE e.number < $1");
    List<Object> values = new ArrayList<>(List.of(beforeNumber));
    and(sql, values, " AND actor_id = ", filter.actorId());
    and(sql, values, " AND action = ", filter.action().map(AuditAction::word));
    and(sql, values, " AND at >= ", filter.from());
    and(sql, values, " AND at < ", filter.until());
    sql.append(" ORDER BY e.number DESC LIMIT ").append(rows + 1);
    List<AuditEntry> found = tx.sql().list(sql.toString(), row -> read(tx, row), values.toArray());
    return Page.cut(found, rows, entry -> Long.toString(entry.number()));
  }

  private static void and(
      StringBuilder sql, List<Object> values, String condition, Optional<?> value) {
    value.ifPresent(
        given -> {
          values.add(given);
          sql.append(condition).append('$').append(values.size());
        });
  }

  /// Oldest first, from behind `afterNumber` on; for exports.
  public List<AuditEntry> after(Tenant tx, long afterNumber, int limit) {
    return tx.sql()
        .list(
            COLUMNS + "WHERE e.number > $1 ORDER BY e.number LIMIT $2",
            row -> read(tx, row),
            afterNumber,
            limit);
  }

  /// The log as it is now, signed; export its text and keep it elsewhere.
  public SignedHead head(Tenant tx, SigningKey key) {
    Frontier frontier = LogState.read(tx.sql()).frontier();
    return SignedHead.sign(
        new TreeHead(TreeHead.origin(tx.workspace()), frontier.size(), frontier.root(), tx.now()),
        key);
  }

  /// Proves that entry `number` is in the tree of the first `size` entries.
  public List<TreeHash> inclusion(Tenant tx, long number, long size) {
    return MerkleProof.hashes(MerkleProof.inclusion(number - 1, size), span -> root(tx, span));
  }

  /// Proves that the tree of `old` entries is the beginning of the tree of `size` entries.
  public List<TreeHash> consistency(Tenant tx, long old, long size) {
    return MerkleProof.hashes(MerkleProof.consistency(old, size), span -> root(tx, span));
  }

  /// The leaf of entry `number`, as its row says now.
  public Optional<TreeHash> leaf(Tenant tx, long number) {
    return tx.sql()
        .one(
            COLUMNS + "WHERE e.number = $1",
            row -> TreeHash.leaf(StoredEntry.of(tx.workspace().value(), row).bytes()),
            number);
  }

  private static TreeHash root(Tenant tx, Span span) {
    Frontier frontier = new Frontier();
    for (long from = span.from(); from < span.to(); from += LEAVES_A_READ) {
      long to = Math.min(span.to(), from + LEAVES_A_READ);
      tx.sql()
          .list(
              """
              SELECT leaf_hash FROM tenant.audit_entry WHERE number > $1 AND number <= $2 ORDER BY number
              """,
              row -> TreeHash.of(Sql.bytes(row, "leaf_hash")),
              from,
              to)
          .forEach(frontier::add);
    }
    if (frontier.size() != span.to() - span.from()) {
      throw new IllegalArgumentException("the log has fewer entries than that");
    }
    return frontier.root();
  }

  private static AuditEntry read(Tenant tx, Row row) {
    StoredEntry entry = StoredEntry.of(tx.workspace().value(), row);
    return new AuditEntry(
        entry.number(),
        entry.at(),
        entry.actorId(),
        entry.action(),
        entry.subjectId(),
        AuditDetail.parse(entry.open(tx.vault(), row)));
  }
}
