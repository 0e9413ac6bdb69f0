package dev.tandem.gateway;

import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageException;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.blob.Blobs;
import dev.tandem.storage.workspace.IdempotencyKeys;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes, once an hour, what nobody refers to any more: sound without a voicemail, idempotency
/// keys that have had their day.
final class Sweeper {
  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

  private final Storage storage;
  private final Blobs blobs;
  private final IdempotencyKeys keys = new IdempotencyKeys();
  private final InstantSource clock;

  Sweeper(Storage storage, InstantSource clock) {
    this.storage = storage;
    this.blobs = new Blobs(storage);
    this.clock = clock;
  }

  void sweep() {
    try {
      int swept = blobs.sweep(clock.instant());
      int forgotten = 0;
      for (WorkspaceId workspace : storage.workspaces()) {
        forgotten += storage.inWorkspace(workspace, keys::sweep);
      }
      LOG.info("Swept {} blobs and {} idempotency keys", swept, forgotten);
    } catch (StorageException e) {
      LOG.warn("Sweeping waits for the database", e);
    }
  }
}
