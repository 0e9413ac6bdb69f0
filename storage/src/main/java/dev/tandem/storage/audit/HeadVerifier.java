package dev.tandem.storage.audit;

import dev.tandem.storage.Storage;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.seal.TreeHash;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Checks logs against tree heads that somebody kept elsewhere: a workspace's head checks its log;
/// a head of the installation checks the log of all kept heads, and with these heads every
/// workspace's log that it covers.
public final class HeadVerifier {
  /// What came out.
  ///
  /// @param installation how the log of heads is; empty when no head of the installation was given
  /// @param workspaces how the log of each workspace is that a head covers
  public record Report(
      Optional<AuditFinding> installation, Map<WorkspaceId, AuditFinding> workspaces) {
    /// Whether everything is as it was written.
    public boolean intact() {
      return installation.map(Report::intact).orElse(true)
          && workspaces.values().stream().allMatch(Report::intact);
    }

    private static boolean intact(AuditFinding finding) {
      return finding instanceof AuditFinding.Intact;
    }
  }

  private final Storage storage;
  private final HeadLog log;

  public HeadVerifier(Storage storage) {
    this.storage = storage;
    this.log = new HeadLog(storage);
  }

  /// `heads` are at least one.
  public Report verify(List<SignedHead> heads) {
    Map<WorkspaceId, List<SignedHead>> byWorkspace = new LinkedHashMap<>();
    heads.forEach(
        head ->
            head.head()
                .workspace()
                .ifPresent(
                    workspace ->
                        byWorkspace.computeIfAbsent(workspace, id -> new ArrayList<>()).add(head)));
    List<SignedHead> own =
        heads.stream().filter(head -> head.head().workspace().isEmpty()).toList();
    Optional<AuditFinding> installation = Optional.empty();
    if (!own.isEmpty()) {
      AuditFinding ofHeads = installation(own);
      installation =
          ofHeads instanceof AuditFinding.Intact
              ? covered(own, byWorkspace).or(() -> Optional.of(ofHeads))
              : Optional.of(ofHeads);
    }
    Map<WorkspaceId, AuditFinding> found = new LinkedHashMap<>();
    byWorkspace.forEach((workspace, given) -> found.put(workspace, workspace(workspace, given)));
    return new Report(installation, found);
  }

  /// The log of heads against its own heads.
  private AuditFinding installation(List<SignedHead> heads) {
    long size = log.size();
    for (SignedHead given : heads) {
      TreeHead head = given.head();
      if (head.size() > size || log.root(head.size()).isEmpty()) {
        return new AuditFinding.Broken(AuditFinding.Damage.CUT_OFF, firstMissing(head.size()));
      }
      if (!log.root(head.size()).equals(Optional.of(head.root()))) {
        return new AuditFinding.Rewritten(0, head.size(), head.at());
      }
    }
    return new AuditFinding.Intact(size);
  }

  private long firstMissing(long size) {
    Map<Long, TreeHash> leaves = log.leaves(size);
    for (long number = 1; number <= size; number++) {
      if (!leaves.containsKey(number)) {
        return number;
      }
    }
    return size;
  }

  /// Gathers the kept heads that the newest given one covers. A leaf whose head is in no workspace
  /// any more, or is another one there, was removed or edited together with its workspace's log.
  private Optional<AuditFinding> covered(
      List<SignedHead> own, Map<WorkspaceId, List<SignedHead>> byWorkspace) {
    long covers = own.stream().mapToLong(head -> head.head().size()).max().orElse(0);
    Map<Long, TreeHash> unseen = log.leaves(covers);
    for (WorkspaceId workspace : storage.workspaces()) {
      gather(
          workspace, storage.inWorkspace(workspace, tx -> log.rows(tx.sql())), unseen, byWorkspace);
    }
    for (WorkspaceId workspace : storage.shredded()) {
      gather(workspace, storage.withoutKeys(workspace, log::rows), unseen, byWorkspace);
    }
    return unseen.keySet().stream()
        .min(Long::compare)
        .map(number -> new AuditFinding.Broken(AuditFinding.Damage.REMOVED, number));
  }

  private void gather(
      WorkspaceId workspace,
      List<HeadLog.Row> kept,
      Map<Long, TreeHash> unseen,
      Map<WorkspaceId, List<SignedHead>> byWorkspace) {
    for (HeadLog.Row row : kept) {
      if (unseen.remove(row.leaf(), HeadLog.leaf(row.text()))) {
        byWorkspace
            .computeIfAbsent(workspace, id -> new ArrayList<>())
            .add(SignedHead.parse(row.text(), storage.auditKey().verifying()));
      }
    }
  }

  private AuditFinding workspace(WorkspaceId workspace, List<SignedHead> heads) {
    if (storage.shredded().contains(workspace)) {
      return storage.withoutKeys(workspace, sql -> AuditVerifier.verifyShut(workspace, sql, heads));
    }
    return storage.inWorkspace(workspace, tx -> AuditVerifier.verify(tx, heads));
  }
}
