package dev.tandem.storage.message;

import dev.tandem.storage.StorageException;
import dev.tandem.storage.message.Messages.Appended;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// One workspace's messages that wait to be stored, and who stores them: a few virtual threads,
/// each of which takes what has come together, a batch after the other. A conversation is in one
/// batch at a time, so that batches do not wait for each other's rows.
///
/// Writers that were just answered often have more. So a batch is not begun before as many are
/// there as one worker's share of those that lately wrote at the same time, or a fraction of a
/// millisecond has passed; who writes alone never waits. A line ends when nobody is in it.
final class IntakeLine {
  /// Messages in one batch at most.
  static final int MAX_TOGETHER = 64;

  /// Batches under way. With one, a batch has everybody who writes in it, which on two cores made
  /// more messages a second than overlapping two or three of them: a transaction costs more than
  /// the messages in it.
  private static final int WORKERS = 1;

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
  private final Condition company = lock.newCondition();

  // Guarded by the lock.
  private final List<Waiting> waiting = new ArrayList<>();
  private final Set<Object> conversationsUnderWay = new HashSet<>();
  private int underWay;
  private int workers;
  private int patient;
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
      if (patient > 0) {
        if (waiting.size() >= share()) {
          company.signal();
        }
      } else if (workers < WORKERS) {
        workers++;
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

  private int share() {
    return Math.clamp(Math.ceilDiv(crowd, WORKERS), 1, MAX_TOGETHER);
  }

  /// Nothing ends the worker.
  private List<Waiting> next() {
    lock.lock();
    try {
      awaitCompany();
      List<Waiting> batch = new ArrayList<>();
      waiting.removeIf(it -> batch.size() < MAX_TOGETHER && free(it) && batch.add(it));
      batch.forEach(it -> conversationsUnderWay.add(it.message().conversation()));
      underWay += batch.size();
      if (batch.isEmpty()) {
        workers--;
        ended = workers == 0;
      }
      if (ended) {
        onEnd.accept(this);
      }
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private boolean free(Waiting message) {
    return !conversationsUnderWay.contains(message.message().conversation());
  }

  private void awaitCompany() {
    patient++;
    try {
      for (long left = PATIENCE_NANOS; waiting.size() < share() && left > 0; ) {
        left = company.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts a worker", e);
    } finally {
      patient--;
    }
  }

  private void stored(List<Waiting> batch) {
    lock.lock();
    try {
      crowd = Math.max(underWay + waiting.size(), crowd - Math.ceilDiv(crowd, 8));
      underWay -= batch.size();
      for (Waiting one : batch) {
        conversationsUnderWay.remove(one.message().conversation());
      }
    } finally {
      lock.unlock();
    }
  }
}
