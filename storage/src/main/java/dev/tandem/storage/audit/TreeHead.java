package dev.tandem.storage.audit;

import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.seal.TreeHash;
import java.time.Instant;

/// A log at one moment: how many entries, and the root of their tree.
public record TreeHead(WorkspaceId workspace, long size, TreeHash root, Instant at) {}
