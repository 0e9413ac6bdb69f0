package dev.tandem.storage.audit;

import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.seal.TreeHash;
import java.time.Instant;
import java.util.Optional;

/// A log at one moment: whose it is, how many entries, and the root of their tree.
///
/// @param origin which log, as checkpoints name it (c2sp.org/tlog-checkpoint)
public record TreeHead(String origin, long size, TreeHash root, Instant at) {
  /// The log of all workspaces' kept heads.
  public static final String INSTALLATION = "tandem-audit/installation";

  private static final String WORKSPACE = "tandem-audit/workspace/";

  /// The log of a workspace.
  public static String origin(WorkspaceId workspace) {
    return WORKSPACE + workspace.value();
  }

  /// Whose log it is; empty for the installation's.
  public Optional<WorkspaceId> workspace() {
    return origin.startsWith(WORKSPACE)
        ? Optional.of(WorkspaceId.of(origin.substring(WORKSPACE.length())))
        : Optional.empty();
  }

  /// Whether a name is one of our logs'. Throws [IllegalArgumentException] for half of one.
  static boolean known(String origin) {
    return origin.equals(INSTALLATION)
        || (origin.startsWith(WORKSPACE)
            && origin(WorkspaceId.of(origin.substring(WORKSPACE.length()))).equals(origin));
  }
}
