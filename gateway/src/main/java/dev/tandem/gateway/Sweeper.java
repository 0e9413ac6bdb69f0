package dev.tandem.gateway;

import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageException;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.blob.Blobs;
import dev.tandem.storage.broadcast.Broadcasts;
import dev.tandem.storage.contact.ContactHistory;
import dev.tandem.storage.message.Uploads;
import dev.tandem.storage.schedule.ScheduledTexts;
import dev.tandem.storage.workspace.Devices;
import dev.tandem.storage.workspace.IdempotencyKeys;
import dev.tandem.storage.workspace.OneTimeLinks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes what has had its day. Each minute: sessions that expired, whose open sockets close with
/// them, and sign-in links. Each hour: uploads that no text named for a day, blobs that nobody
/// refers to, idempotency keys, what contacts were 90 days ago, scheduled texts that are messages
/// since 30 days, broadcasts that were over 90 days ago. One turn does a bounded amount; the rest
/// waits for the next.
final class Sweeper {
  /// How often [#sweep()] is to be called.
  static final Duration TURN = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
  private static final Duration FULL_TURN = Duration.ofHours(1);
  private static final Duration DRAFT_AGE = Duration.ofDays(1);
  private static final int WORKSPACES_A_TURN = 100;
  private static final int ROWS_A_WORKSPACE = 500;

  /// Each with up to a thousand receivers.
  private static final int BROADCASTS_A_WORKSPACE = 20;

  private final Storage storage;
  private final Blobs blobs;
  private final IdempotencyKeys keys = new IdempotencyKeys();
  private final Devices devices = new Devices();
  private final OneTimeLinks links = new OneTimeLinks();
  private final Uploads uploads = new Uploads();
  private final ContactHistory history = new ContactHistory();
  private final ScheduledTexts scheduled = new ScheduledTexts();
  private final InstantSource clock;
  private final Broadcasts broadcasts = new Broadcasts();
  private Instant nextFull = Instant.MIN;

  Sweeper(Storage storage, InstantSource clock) {
    this.storage = storage;
    this.blobs = new Blobs(storage);
    this.clock = clock;
  }

  synchronized void sweep() {
    Instant now = clock.instant();
    try {
      expired(now);
      if (!now.isBefore(nextFull)) {
        unused(now);
        nextFull = now.plus(FULL_TURN);
      }
    } catch (StorageException e) {
      LOG.warn("Sweeping waits for the database", e);
    }
  }

  private void expired(Instant now) {
    for (WorkspaceId workspace : storage.directory().withExpired(now, WORKSPACES_A_TURN)) {
      int gone =
          storage.inWorkspace(
              workspace,
              tx -> devices.sweep(tx, ROWS_A_WORKSPACE) + links.sweep(tx, ROWS_A_WORKSPACE));
      LOG.debug("Swept {} sessions and links", gone);
    }
  }

  private void unused(Instant now) {
    int drafts = 0;
    for (WorkspaceId workspace : storage.workspaces()) {
      drafts +=
          storage.inWorkspace(
              workspace, tx -> uploads.sweep(tx, now.minus(DRAFT_AGE), ROWS_A_WORKSPACE));
    }
    int swept = blobs.sweep(now);
    int forgotten = 0;
    int former = 0;
    int sent = 0;
    int over = 0;
    for (WorkspaceId workspace : storage.workspaces()) {
      forgotten += storage.inWorkspace(workspace, keys::sweep);
      former += storage.inWorkspace(workspace, tx -> history.sweep(tx, ROWS_A_WORKSPACE));
      sent += storage.inWorkspace(workspace, tx -> scheduled.sweep(tx, ROWS_A_WORKSPACE));
      over += storage.inWorkspace(workspace, tx -> broadcasts.sweep(tx, BROADCASTS_A_WORKSPACE));
    }
    LOG.info(
        "Swept {} uploads, {} blobs, {} idempotency keys, {} former states of contacts, {} scheduled texts and {} broadcasts",
        drafts,
        swept,
        forgotten,
        former,
        sent,
        over);
  }
}
