package dev.tandem.storage.message;

import dev.tandem.storage.StorageException;
import dev.tandem.storage.message.Messages.Appended;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// One workspace's messages that wait to be stored, and who stores them: a virtual thread that
/// takes what has come together, a batch after the other. One batch at a time has everybody in it
/// who writes, which on two cores made more messages a second than two or three that overlap: a
/// transaction costs more than the messages in it.
///
/// Writers that were just answered often have more. So a batch is not begun before as many are
/// there as lately wrote at the same time, or a fraction of a millisecond has passed; who writes
/// alone never waits. A line ends when nobody is in it.
final class IntakeLine {
  /// Messages in one batch at most.
  static final int MAX_TOGETHER = 64;

  private static final long PATIENCE_NANOS = 300_000;

  /// One message and who waits for it.
  record Waiting(IntakeMessage message, CompletableFuture<Appended> done) {
    Waiting(IntakeMessage message) {
      this(message, new CompletableFuture<>());
    }

    /// Blocks until the message is stored, and throws what storing threw.
    Appended await() {
      try {
        return done.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw StorageException.retryable("interrupted while a message was stored", e);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RuntimeException refused) {
          throw refused;
        }
        throw new AssertionError("storing fails with unchecked exceptions", e);
      }
    }
  }

  /// Stores a batch and answers each; what it throws is the answer of those that have none.
  private final Consumer<List<Waiting>> store;

  private final Consumer<IntakeLine> onEnd;
  private final ReentrantLock lock = new ReentrantLock();

  // Guarded by the lock.
  private final List<Waiting> waiting = new ArrayList<>();
  private boolean begun;
  private boolean ended;

  /// How many lately wrote at the same time.
  private int crowd;

  IntakeLine(Consumer<List<Waiting>> store, Consumer<IntakeLine> onEnd) {
    this.store = store;
    this.onEnd = onEnd;
  }

  /// False when the line has ended: another one is to be begun.
  boolean add(Waiting message) {
    lock.lock();
    try {
      if (ended) {
        return false;
      }
      waiting.add(message);
      if (!begun) {
        begun = true;
        Thread.ofVirtual().name("intake").start(this::work);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void work() {
    for (List<Waiting> batch = next(); !batch.isEmpty(); batch = next()) {
      try {
        store.accept(batch);
      } catch (RuntimeException | Error e) {
        for (Waiting one : batch) {
          one.done().completeExceptionally(e);
        }
      }
      stored(batch);
    }
  }

  /// Nothing ends the line.
  private List<Waiting> next() {
    awaitCompany();
    lock.lock();
    try {
      List<Waiting> next = waiting.subList(0, Math.min(waiting.size(), MAX_TOGETHER));
      List<Waiting> batch = List.copyOf(next);
      next.clear();
      ended = batch.isEmpty();
      if (ended) {
        onEnd.accept(this);
      }
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /// Lets the others run rather than sleep: they are about to come, and a timer's wake-up would
  /// take as long as all the patience.
  @SuppressWarnings("ThreadPriorityCheck") // A scheduler that does not give way costs the patience.
  private void awaitCompany() {
    long start = System.nanoTime();
    while (moreAreComing() && System.nanoTime() - start < PATIENCE_NANOS) {
      Thread.yield();
    }
  }

  private boolean moreAreComing() {
    lock.lock();
    try {
      return crowd > 1 && waiting.size() < Math.min(crowd, MAX_TOGETHER);
    } finally {
      lock.unlock();
    }
  }

  private void stored(List<Waiting> batch) {
    lock.lock();
    try {
      crowd = Math.max(batch.size() + waiting.size(), crowd - Math.ceilDiv(crowd, 8));
    } finally {
      lock.unlock();
    }
  }
}
