package dev.tandem.messaging.send;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Work in line: what is put into the same lane runs one after the other, in the order it came;
/// lanes run side by side. So texts of one conversation leave in the order they were written.
final class Lanes {
  private final Executor executor;
  private final ConcurrentHashMap<UUID, CompletableFuture<Void>> tails = new ConcurrentHashMap<>();

  Lanes(Executor executor) {
    this.executor = executor;
  }

  /// Queues work that does not throw.
  void run(UUID lane, Runnable work) {
    tails.compute(
        lane,
        (_, before) ->
            before == null
                ? CompletableFuture.runAsync(work, executor)
                : before.handleAsync((_, _) -> run(work), executor));
  }

  /// However the work before ended, even by an error: the lane goes on.
  private static @Nullable Void run(Runnable work) {
    work.run();
    return null;
  }

  /// Forgets lanes whose work is done.
  void tidy() {
    tails.values().removeIf(CompletableFuture::isDone);
  }
}
