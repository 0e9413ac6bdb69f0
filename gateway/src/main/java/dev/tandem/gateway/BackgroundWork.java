package dev.tandem.gateway;

import dev.tandem.storage.StorageException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does what is due, step by step, until nothing more is. A step is short, so that a stop waits for
/// no more than one.
final class BackgroundWork implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundWork.class);

  private final String name;
  private final Predicate<Instant> step;
  private final InstantSource clock;
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile boolean closed;

  /// @param name as the log says it
  /// @param step does something that is due at a time; false when there was nothing
  BackgroundWork(String name, Predicate<Instant> step, InstantSource clock) {
    this.name = name;
    this.step = step;
    this.clock = clock;
  }

  /// To be called now and then; returns at once while it is at it.
  void work() {
    if (!busy.compareAndSet(false, true)) {
      return;
    }
    try {
      boolean more = !closed;
      while (more) {
        more = step.test(clock.instant()) && !closed;
      }
    } catch (StorageException e) {
      LOG.warn("{} waits for the database", name, e);
    } finally {
      busy.set(false);
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
