package dev.tandem.gateway.call.store;

import dev.tandem.gateway.call.driver.Sounds;
import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageException;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.blob.BlobWriter;
import dev.tandem.storage.blob.Blobs;
import dev.tandem.storage.keys.KeyClass;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sound as sealed blobs. A database that is away for a moment costs nothing: what could not be
/// written goes with the next piece, and the end is tried again for some seconds.
public final class StoredSounds implements Sounds {
  private static final Logger LOG = LoggerFactory.getLogger(StoredSounds.class);
  private static final String CONTENT_TYPE = "audio/ogg";
  private static final int FINISH_TRIES = 6;
  private static final Duration FIRST_WAIT = Duration.ofMillis(250);

  private final Blobs blobs;

  public StoredSounds(Storage storage) {
    blobs = new Blobs(storage);
  }

  @Override
  public Recording begin(UUID workspace) {
    return new Blob(blobs.create(new WorkspaceId(workspace), KeyClass.MEDIA, CONTENT_TYPE));
  }

  private record Blob(BlobWriter writer) implements Recording {
    @Override
    public void write(byte[] piece) {
      try {
        writer.write(piece);
      } catch (StorageException away) {
        if (!away.retryable()) {
          throw away;
        }
        LOG.warn("Sound waits for the database");
      }
    }

    @Override
    public UUID finish() {
      Duration wait = FIRST_WAIT;
      for (int tries = 1; ; tries++) {
        try {
          return writer.finish().value();
        } catch (StorageException away) {
          if (!away.retryable() || tries == FINISH_TRIES) {
            throw away;
          }
        }
        pause(wait);
        wait = wait.multipliedBy(2);
      }
    }

    private static void pause(Duration wait) {
      try {
        Thread.sleep(wait);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("stopped while sound was being kept", stopped);
      }
    }

    @Override
    public void abort() {
      // Left without a voicemail that names it, it is swept.
    }
  }
}
