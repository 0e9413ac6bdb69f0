package dev.tandem.storage.audit;

import dev.tandem.storage.Tenant;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.audit.AuditFinding.Broken;
import dev.tandem.storage.audit.AuditFinding.Damage;
import dev.tandem.storage.audit.AuditFinding.Intact;
import dev.tandem.storage.audit.AuditFinding.Rewritten;
import dev.tandem.storage.keys.AuditKeys;
import dev.tandem.storage.keys.Vault;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.seal.SealBroken;
import dev.tandem.storage.seal.TreeHash;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Reads a log from its first entry and names the first that was edited, removed, moved or cut off.
///
/// The chain's links are keyed, so a thief of the database cannot mend them; the tree heads were
/// kept elsewhere, so even who has the keys cannot go back behind them.
public final class AuditVerifier {
  private static final int ROWS_A_READ = 1_000;
  private static final int RENUMBERED_BY = 1_000;

  /// An entry with the hashes that stand beside it, and whether its detail opens.
  private record Stored(StoredEntry entry, TreeHash leaf, Buffer link, boolean opens) {}

  private final WorkspaceId workspace;
  private final Sql sql;
  private final Optional<Vault> keys;
  private final Optional<Chain> chain;
  private final List<TreeHead> heads;
  private final Frontier frontier = new Frontier();
  private Buffer link = Chain.START;
  private int nextHead;
  private long trusted;

  private AuditVerifier(
      WorkspaceId workspace, Sql sql, Optional<Vault> keys, List<SignedHead> heads) {
    this.workspace = workspace;
    this.sql = sql;
    this.keys = keys;
    this.chain = keys.map(Chain::new);
    this.heads = bySize(workspace, heads);
  }

  /// `heads` are old tree heads of this workspace, at least one; more of them say more exactly
  /// where a log was rewritten by somebody who had its keys.
  public static AuditFinding verify(Tenant tx, List<SignedHead> heads) {
    return new AuditVerifier(tx.workspace(), tx.sql(), Optional.of(tx.vault()), heads).walk();
  }

  /// A log whose keys are gone: the tree shows that it is the one that the heads were signed of;
  /// its chain and its details nobody can check.
  static AuditFinding verifyShut(WorkspaceId workspace, Sql sql, List<SignedHead> heads) {
    return new AuditVerifier(workspace, sql, Optional.empty(), heads).walk();
  }

  private static List<TreeHead> bySize(WorkspaceId workspace, List<SignedHead> heads) {
    if (heads.isEmpty()
        || !heads.stream()
            .allMatch(head -> head.head().workspace().equals(Optional.of(workspace)))) {
      throw new IllegalArgumentException("give a tree head of this workspace");
    }
    return heads.stream()
        .map(SignedHead::head)
        .sorted(Comparator.comparingLong(TreeHead::size))
        .toList();
  }

  private AuditFinding walk() {
    Optional<Rewritten> empty = headsDiffer();
    if (empty.isPresent()) {
      return empty.get();
    }
    while (true) {
      List<Stored> rows = after(frontier.size(), ROWS_A_READ);
      if (rows.isEmpty()) {
        return end();
      }
      for (Stored row : rows) {
        Optional<AuditFinding> wrong = check(row);
        if (wrong.isPresent()) {
          return wrong.get();
        }
      }
    }
  }

  private Optional<AuditFinding> check(Stored row) {
    long number = frontier.size() + 1;
    if (row.entry().number() != number) {
      return Optional.of(new Broken(Damage.REMOVED, number));
    }
    TreeHash leaf = TreeHash.leaf(row.entry().bytes());
    Buffer wanted = link(link, row.entry(), row.link());
    if (!wanted.equals(row.link()) || !leaf.equals(row.leaf())) {
      return Optional.of(new Broken(damage(row), number));
    }
    if (!row.opens()) {
      return Optional.of(new Broken(Damage.CLOSED, number));
    }
    link = wanted;
    frontier.add(leaf);
    return headsDiffer().map(rewritten -> rewritten);
  }

  /// The link that an entry must have; without keys, the one it has.
  private Buffer link(Buffer previous, StoredEntry entry, Buffer has) {
    return chain.map(known -> known.link(previous, entry)).orElse(has);
  }

  private Optional<Rewritten> headsDiffer() {
    while (nextHead < heads.size() && heads.get(nextHead).size() == frontier.size()) {
      TreeHead head = heads.get(nextHead++);
      if (!head.root().equals(frontier.root())) {
        return Optional.of(new Rewritten(trusted, head.size(), head.at()));
      }
      trusted = head.size();
    }
    return Optional.empty();
  }

  /// After the last row: the heads and the log's own count say whether there were more.
  private AuditFinding end() {
    long size = frontier.size();
    LogState state = LogState.read(sql);
    if (heads.getLast().size() > size || state.frontier().size() > size) {
      return new Broken(Damage.CUT_OFF, size + 1);
    }
    boolean same = state.frontier().root().equals(frontier.root()) && state.link().equals(link);
    return same ? new Intact(size) : new Broken(Damage.EDITED, size);
  }

  /// What happened to the first row whose link does not fit.
  private Damage damage(Stored here) {
    if (chain.isEmpty()) {
      return Damage.EDITED;
    }
    long number = here.entry().number();
    for (long at = number; ; ) {
      List<Stored> rows = after(at, ROWS_A_READ);
      if (rows.isEmpty()) {
        break;
      }
      for (Stored other : rows) {
        Buffer moved = link(link, other.entry().numbered(number), Chain.START);
        if (moved.equals(here.link()) || moved.equals(other.link())) {
          return Damage.REORDERED;
        }
      }
      at = rows.getLast().entry().number();
    }
    return closedUp(here) ? Damage.REMOVED : Damage.EDITED;
  }

  /// Whether this row and the next still fit each other under later numbers: rows before them were
  /// taken out and the rest counted anew.
  private boolean closedUp(Stored here) {
    List<Stored> next = after(here.entry().number(), 1);
    if (next.isEmpty()) {
      return false;
    }
    Stored follower = next.getFirst();
    for (int by = 1; by <= RENUMBERED_BY; by++) {
      StoredEntry entry = follower.entry().numbered(follower.entry().number() + by);
      if (link(here.link(), entry, Chain.START).equals(follower.link())) {
        return true;
      }
    }
    return false;
  }

  private List<Stored> after(long number, int limit) {
    return sql.list(
        """
            SELECT e.number, e.at, e.actor_id, e.action, e.subject_id, e.detail, e.leaf_hash,
                   e.chain_hash, k.wrapped
            FROM\s"""
            + AuditKeys.JOINED
            + " WHERE e.number > $1 ORDER BY e.number LIMIT $2",
        this::stored,
        number,
        limit);
  }

  private Stored stored(Row row) {
    StoredEntry entry = StoredEntry.of(workspace.value(), row);
    return new Stored(
        entry,
        TreeHash.of(Sql.bytes(row, "leaf_hash")),
        row.getBuffer("chain_hash"),
        opens(entry, row));
  }

  private boolean opens(StoredEntry entry, Row row) {
    try {
      return keys.map(vault -> entry.open(vault, row)).isPresent() || keys.isEmpty();
    } catch (SealBroken e) {
      return false;
    }
  }
}
