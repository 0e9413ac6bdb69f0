package dev.tandem.storage.pg;

import dev.tandem.storage.StorageException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/// Waits for a future, as a use case on a virtual thread does. On an event loop it refuses: a loop
/// that waits stops everybody's calls.
final class Await {
  private Await() {}

  static <T> T on(Future<T> future) {
    Context context = Vertx.currentContext();
    if (context != null && Context.isOnEventLoopThread()) {
      throw new IllegalStateException(
          "storage waits for the database: use a virtual thread, not an event loop");
    }
    try {
      if (context != null) {
        // Lets the context go on meanwhile: the answer itself comes through it.
        return Future.await(future);
      }
      return future.toCompletionStage().toCompletableFuture().get();
    } catch (ExecutionException | CompletionException e) {
      throw PgTrouble.translate(e.getCause() == null ? e : e.getCause());
    } catch (RuntimeException e) {
      throw PgTrouble.translate(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StorageException.retryable("interrupted while waiting for the database", e);
    }
  }
}
