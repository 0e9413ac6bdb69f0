package dev.tandem.storage.message;

import dev.tandem.storage.StorageException;
import dev.tandem.storage.message.Messages.Appended;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Messages that wait to be stored, and who stores them: at most one virtual thread at a time takes
/// what has come together, a batch after the other.
///
/// Writers that were just answered often have more. So after a batch the next one is not begun
/// before as many are there again, or a fraction of a millisecond has passed; who writes alone
/// never waits.
final class IntakeLine {
  /// Messages in one batch at most.
  static final int MAX_TOGETHER = 64;

  private static final long PATIENCE_NANOS = 300_000;

  /// One message and who waits for it.
  record Waiting(IntakeMessage message, CompletableFuture<Appended> done) {}

  /// Stores a batch and answers each; what it throws is the answer of those that have none.
  private final Consumer<List<Waiting>> store;

  private final Queue<Waiting> line = new ConcurrentLinkedQueue<>();
  private final AtomicInteger length = new AtomicInteger();

  /// How long the line must be for the worker to be woken, while it waits for company.
  private volatile int wanted = Integer.MAX_VALUE;

  private volatile @Nullable Thread worker;

  IntakeLine(Consumer<List<Waiting>> store) {
    this.store = store;
  }

  /// Blocks until the message is stored, and throws what storing threw.
  Appended add(IntakeMessage message) {
    Waiting waiting = new Waiting(message, new CompletableFuture<>());
    line.add(waiting);
    int now = length.incrementAndGet();
    if (now == 1) {
      Thread.ofVirtual().name("intake").start(this::work);
    } else if (now >= wanted) {
      LockSupport.unpark(worker);
    }
    try {
      return waiting.done().get();
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

  private void work() {
    worker = Thread.currentThread();
    int taken;
    do {
      List<Waiting> batch = new ArrayList<>();
      for (int left = Math.min(length.get(), MAX_TOGETHER); left > 0; left--) {
        batch.add(line.remove());
      }
      store(batch);
      taken = batch.size();
      awaitCompany(taken);
    } while (length.addAndGet(-taken) > 0);
  }

  private void store(List<Waiting> batch) {
    try {
      store.accept(batch);
    } catch (RuntimeException | Error e) {
      batch.forEach(waiting -> waiting.done().completeExceptionally(e));
    }
  }

  /// Those `taken` count in the line's length still, so that nobody else begins to work it off.
  private void awaitCompany(int taken) {
    if (taken < 2) {
      return;
    }
    long end = System.nanoTime() + PATIENCE_NANOS;
    wanted = 2 * taken;
    long left;
    while (length.get() < 2 * taken && (left = end - System.nanoTime()) > 0) {
      LockSupport.parkNanos(this, left);
    }
    wanted = Integer.MAX_VALUE;
  }
}
