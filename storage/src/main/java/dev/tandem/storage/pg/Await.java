package dev.tandem.storage.pg;

import dev.tandem.storage.StorageException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/// Waits for a future, as a use case on a virtual thread does. On an event loop it refuses: a loop
/// that waits stops everybody's calls.
final class Await {
  /// The server ends every statement after thirty seconds; one that says nothing for longer hangs
  /// or is gone. What was sent to it stays in order, so when it comes back, the next transaction on
  /// that connection begins behind a rollback.
  private static final Duration SILENCE = Duration.ofSeconds(35);

  private Await() {}

  static <T> T on(Future<T> future) {
    return on(future, SILENCE);
  }

  static <T> T on(Future<T> future, Duration limit) {
    refuseEventLoop();
    try {
      if (Vertx.currentContext() != null) {
        // Lets the context go on meanwhile: the answer itself comes through it.
        return Future.await(future.timeout(limit.toMillis(), TimeUnit.MILLISECONDS));
      }
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StorageException.retryable("interrupted while waiting for the database", e);
    } catch (ExecutionException e) {
      throw PgTrouble.translate(e.getCause() == null ? e : e.getCause());
    } catch (Exception e) {
      // `Future.await` throws what the future failed with, checked or not.
      throw PgTrouble.translate(e);
    }
  }

  static void refuseEventLoop() {
    if (Vertx.currentContext() != null && Context.isOnEventLoopThread()) {
      throw new IllegalStateException(
          "storage waits for the database: use a virtual thread, not an event loop");
    }
  }
}
