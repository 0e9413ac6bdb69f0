package dev.tandem.storage.workspace;

import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.seal.Personal;

/// The workspace itself. `ringSeconds` is how long a call rings before voicemail takes it.
public record WorkspaceRecord(WorkspaceId id, Personal<String> name, int ringSeconds) {
  public static final int RING_SECONDS = 25;
}
