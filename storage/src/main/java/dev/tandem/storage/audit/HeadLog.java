package dev.tandem.storage.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.storage.Page;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.audit.MerkleProof.Span;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.seal.SigningKey;
import dev.tandem.storage.seal.TreeHash;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The tree heads that were kept. A workspace's head is kept in the workspace; its hash is also the
/// next leaf of the installation's log, a second tree (RFC 6962) over the heads of all workspaces.
///
/// The installation's head can be shown to everybody: it tells how many heads were ever kept, and
/// nothing of any workspace. Who has kept an old one can have every log checked that it covers.
public final class HeadLog {
  private static final int ROWS_A_READ = 10_000;

  /// A workspace's head that was kept, and which leaf of the installation's log it is, from 1.
  public record Kept(SignedHead head, long leaf) {}

  private final Storage storage;

  public HeadLog(Storage storage) {
    this.storage = storage;
  }

  /// Signs and keeps the head of every workspace whose log has grown since its last one, then one
  /// of the installation when a head was added. How many were added. Another gateway may do the
  /// same at the same time.
  public int keep() {
    int kept = 0;
    for (WorkspaceId workspace : storage.workspaces()) {
      if (storage.withoutKeys(workspace, HeadLog::grown)
          && storage.inWorkspace(workspace, this::keep).isPresent()) {
        kept++;
      }
    }
    if (kept > 0) {
      var _ = sign();
    }
    return kept;
  }

  /// Signs and keeps the installation's head as its log is now.
  public SignedHead sign() {
    return storage.outsideWorkspaces(this::sign);
  }

  /// Keeps this workspace's head, unless its log has not grown. Holds the installation's log until
  /// the transaction ends; [#sign()] follows.
  public Optional<SignedHead> keep(Tenant tx) {
    if (!grown(tx.sql())) {
      return Optional.empty();
    }
    Frontier leaves = lock(tx.sql());
    if (!grown(tx.sql())) {
      return Optional.empty();
    }
    SignedHead head = new AuditLog().head(tx, storage.auditKey());
    TreeHash leaf = leaf(head.text());
    leaves.add(leaf);
    tx.sql()
        .run(
            "INSERT INTO tenant.audit_head (workspace_id, size, at, text, leaf) VALUES ($1, $2, $3, $4, $5)",
            tx.workspace().value(),
            head.head().size(),
            head.head().at(),
            head.text(),
            leaves.size());
    tx.sql()
        .run(
            "INSERT INTO system.audit_leaf (number, leaf_hash) VALUES ($1, $2)",
            leaves.size(),
            leaf.bytes());
    tx.sql()
        .run(
            "UPDATE system.audit_leaves SET size = $1, frontier_hash = $2",
            leaves.size(),
            leaves.bytes());
    return Optional.of(head);
  }

  private static boolean grown(Sql tx) {
    long size = LogState.read(tx).frontier().size();
    long kept =
        tx.one("SELECT coalesce(max(size), 0) AS size FROM tenant.audit_head")
            .map(row -> row.getLong("size"))
            .orElse(0L);
    return size > kept;
  }

  private static Frontier lock(Sql sql) {
    return sql.one(
            "SELECT size, frontier_hash FROM system.audit_leaves FOR UPDATE",
            row -> Frontier.of(row.getLong("size"), Sql.bytes(row, "frontier_hash")))
        .orElseThrow(() -> new AssertionError("the migration made the row"));
  }

  /// What of a workspace's head the installation's log holds: its whole text, hashed.
  static TreeHash leaf(String headText) {
    return TreeHash.leaf(headText.getBytes(UTF_8));
  }

  private SignedHead sign(Sql sql) {
    Frontier leaves = lock(sql);
    SignedHead head = head(leaves, storage.now(), storage.auditKey());
    sql.run(
        """
        INSERT INTO system.audit_checkpoint (size, at, text) VALUES ($1, $2, $3) ON CONFLICT (size) DO NOTHING
        """,
        head.head().size(),
        head.head().at(),
        head.text());
    return head;
  }

  private static SignedHead head(Frontier leaves, Instant at, SigningKey key) {
    return SignedHead.sign(
        new TreeHead(TreeHead.INSTALLATION, leaves.size(), leaves.root(), at), key);
  }

  /// The installation's newest head; none before anything was kept.
  public Optional<SignedHead> newest() {
    return storage.outsideWorkspaces(
        sql ->
            sql.one(
                "SELECT text FROM system.audit_checkpoint ORDER BY size DESC LIMIT 1",
                row -> SignedHead.parse(row.getString("text"), storage.auditKey().verifying())));
  }

  /// A workspace's kept heads, newest first. The cursor is the size before which to go on.
  public Page<Kept> page(Tenant tx, long beforeSize, int limit) {
    int rows = Page.limit(limit);
    List<Kept> found =
        tx.sql()
            .list(
                "SELECT text, leaf FROM tenant.audit_head WHERE size < $1 ORDER BY size DESC LIMIT $2",
                row ->
                    new Kept(
                        SignedHead.parse(row.getString("text"), storage.auditKey().verifying()),
                        row.getLong("leaf")),
                beforeSize,
                rows + 1);
    return Page.cut(found, rows, kept -> Long.toString(kept.head().head().size()));
  }

  /// A workspace's newest kept head.
  public Optional<Kept> newest(Tenant tx) {
    return page(tx, Long.MAX_VALUE, 1).items().stream().findFirst();
  }

  /// How many heads the installation's log holds.
  public long size() {
    return storage.outsideWorkspaces(
        sql ->
            sql.one("SELECT size FROM system.audit_leaves")
                .map(row -> row.getLong("size"))
                .orElse(0L));
  }

  /// Proves that kept head `leaf`, counted from 1, is in the installation's log of the first
  /// `size`.
  public List<TreeHash> inclusion(long leaf, long size) {
    return storage.outsideWorkspaces(
        sql -> MerkleProof.hashes(MerkleProof.inclusion(leaf - 1, size), span -> root(sql, span)));
  }

  /// Proves that the installation's log of `old` heads is the beginning of that of `size`.
  public List<TreeHash> consistency(long old, long size) {
    return storage.outsideWorkspaces(
        sql -> MerkleProof.hashes(MerkleProof.consistency(old, size), span -> root(sql, span)));
  }

  /// The root of the installation's log of the first `size` heads, as its rows say now; empty when
  /// there are fewer, or one is missing.
  Optional<TreeHash> root(long size) {
    return storage.outsideWorkspaces(
        sql -> {
          try {
            return Optional.of(root(sql, new Span(0, size)));
          } catch (IllegalArgumentException e) {
            return Optional.empty();
          }
        });
  }

  /// The first leaves of the installation's log by number, from 1.
  Map<Long, TreeHash> leaves(long size) {
    Map<Long, TreeHash> found = new HashMap<>();
    storage
        .outsideWorkspaces(
            sql ->
                sql.list(
                    "SELECT number, leaf_hash FROM system.audit_leaf WHERE number <= $1",
                    row ->
                        Map.entry(row.getLong("number"), TreeHash.of(Sql.bytes(row, "leaf_hash"))),
                    size))
        .forEach(leaf -> found.put(leaf.getKey(), leaf.getValue()));
    return found;
  }

  /// A kept head as its row says, which need not be a head.
  record Row(String text, long leaf) {}

  /// All kept heads of a workspace.
  List<Row> rows(Sql tx) {
    return tx.list(
        "SELECT text, leaf FROM tenant.audit_head ORDER BY size",
        row -> new Row(row.getString("text"), row.getLong("leaf")));
  }

  private static TreeHash root(Sql sql, Span span) {
    Frontier frontier = new Frontier();
    for (long from = span.from(); from < span.to(); from += ROWS_A_READ) {
      sql.list(
              "SELECT leaf_hash FROM system.audit_leaf WHERE number > $1 AND number <= $2 ORDER BY number",
              row -> TreeHash.of(Sql.bytes(row, "leaf_hash")),
              from,
              Math.min(span.to(), from + ROWS_A_READ))
          .forEach(frontier::add);
    }
    if (frontier.size() != span.to() - span.from()) {
      throw new IllegalArgumentException("the log has fewer heads than that");
    }
    return frontier.root();
  }
}
