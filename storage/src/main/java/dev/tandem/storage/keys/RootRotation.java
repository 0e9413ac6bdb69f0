package dev.tandem.storage.keys;

import dev.tandem.storage.StorageException;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.seal.KeyBytes;
import dev.tandem.storage.seal.SealBroken;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Wraps every workspace's key by the root key that wraps now. What those keys open stays as it is.
///
/// Batches of rows in the order of their ids, each read without a lock, wrapped anew by several
/// threads and written back where nobody changed it meanwhile: traffic goes on, and of a process
/// that is killed every batch that was written stays. Whoever has both root keys opens either half,
/// and the next call goes on with what is left.
final class RootRotation {
  private static final int BATCH = 500;

  /// Calls at once to a key service, which answers each in milliseconds.
  private static final int AT_ONCE = 16;

  private static final UUID START = new UUID(0, 0);

  private final Keyrings keyrings;
  private final RootKeys roots;
  private final List<UUID> stuck = new ArrayList<>();

  RootRotation(Keyrings keyrings, RootKeys roots) {
    this.keyrings = keyrings;
    this.roots = roots;
  }

  private record Old(UUID workspace, RootKeys.Wrapped wrapped) {}

  /// How many keys were wrapped anew. Throws when some opened with no root key that is configured;
  /// all others are done then.
  int run() {
    String name = roots.current().name();
    int done = 0;
    for (int pass; (pass = pass(name)) > 0; ) {
      done += pass;
    }
    if (!stuck.isEmpty()) {
      throw StorageException.fatal(
          stuck.size()
              + " workspace keys open with no root key that is configured, the first is that of "
              + stuck.getFirst()
              + ". Configure the root key that wrapped them too, and rotate again; the other keys are done");
    }
    return done;
  }

  private int pass(String name) {
    stuck.clear();
    int done = 0;
    UUID after = START;
    List<Old> batch;
    do {
      batch = next(name, after);
      if (!batch.isEmpty()) {
        done += write(wrapAll(batch));
        after = batch.getLast().workspace();
      }
    } while (batch.size() == BATCH);
    return done;
  }

  private List<Old> next(String name, UUID after) {
    return Sql.alone(keyrings.pool())
        .list(
            """
            SELECT workspace_id, wrapped, root_key FROM keys.workspace_key
            WHERE root_key <> $1 AND workspace_id > $2 ORDER BY workspace_id LIMIT $3
            """,
            RootRotation::old,
            name,
            after,
            BATCH);
  }

  private static Old old(Row row) {
    return new Old(
        row.getUUID("workspace_id"),
        RootKeys.Wrapped.of(Sql.bytes(row, "wrapped"), row.getString("root_key")));
  }

  private Map<Old, RootKeys.Wrapped> wrapAll(List<Old> batch) {
    Map<Old, RootKeys.Wrapped> fresh = new HashMap<>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().name("rewrap-", 0).factory())) {
      Map<Old, Future<Optional<RootKeys.Wrapped>>> wrapping = new HashMap<>();
      batch.forEach(old -> wrapping.put(old, threads.submit(() -> wrap(old))));
      for (var entry : wrapping.entrySet()) {
        Optional<RootKeys.Wrapped> wrapped = result(entry.getValue());
        wrapped.ifPresentOrElse(
            done -> fresh.put(entry.getKey(), done), () -> stuck.add(entry.getKey().workspace()));
      }
    }
    return fresh;
  }

  private Optional<RootKeys.Wrapped> wrap(Old old) {
    String context = KeyContext.workspace(old.workspace());
    try {
      KeyBytes key = roots.unwrap(old.wrapped().bytes(), context, old.wrapped().rootKey());
      return Optional.of(roots.wrap(key, context));
    } catch (SealBroken e) {
      return Optional.empty();
    }
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StorageException.retryable("the rotation was interrupted", e);
    }
  }

  private int write(Map<Old, RootKeys.Wrapped> fresh) {
    List<Old> olds = List.copyOf(fresh.keySet());
    List<RootKeys.Wrapped> news = olds.stream().map(fresh::get).toList();
    return Sql.transaction(
        keyrings.pool(),
        tx ->
            tx.change(
                """
                UPDATE keys.workspace_key k SET wrapped = n.fresh, root_key = n.root_key
                FROM unnest($1::uuid[], $2::bytea[], $3::bytea[], $4::text[]) AS n (id, old, fresh, root_key)
                WHERE k.workspace_id = n.id AND k.wrapped = n.old
                """,
                olds.stream().map(Old::workspace).toArray(UUID[]::new),
                olds.stream().map(old -> old.wrapped().buffer()).toArray(Buffer[]::new),
                news.stream().map(RootKeys.Wrapped::buffer).toArray(Buffer[]::new),
                news.stream().map(RootKeys.Wrapped::rootKey).toArray(String[]::new)));
  }
}
