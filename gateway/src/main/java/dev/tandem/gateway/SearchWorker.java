package dev.tandem.gateway;

import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageException;
import dev.tandem.storage.reindex.SearchWork;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does the work behind search that was switched: looks for it every two seconds, and works on one
/// workspace at a time for a few seconds, so that others have their turn and a stop waits for no
/// more than a batch.
final class SearchWorker implements AutoCloseable {
  /// How often [#work()] is to be called.
  static final Duration TURN = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(SearchWorker.class);
  private static final Duration AT_MOST = Duration.ofSeconds(5);

  private final SearchWork work;
  private final InstantSource clock;
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile boolean closed;

  SearchWorker(Storage storage, InstantSource clock) {
    this.work = new SearchWork(storage);
    this.clock = clock;
  }

  void work() {
    if (!busy.compareAndSet(false, true)) {
      return;
    }
    try {
      boolean more = !closed;
      while (more) {
        more = work.work(clock.instant(), AT_MOST) && !closed;
      }
    } catch (StorageException e) {
      LOG.warn("Indexing waits for the database", e);
    } finally {
      busy.set(false);
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
