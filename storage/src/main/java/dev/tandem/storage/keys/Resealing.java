package dev.tandem.storage.keys;

import dev.tandem.storage.StorageException;
import dev.tandem.storage.keys.SealedTables.SealedTable;
import dev.tandem.storage.pg.Sql;
import io.vertx.core.buffer.Buffer;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Seals every record of a workspace that is sealed with a retired data key anew, with the one in
/// use in its class, while stores read and write.
///
/// Tables are read in the order of their ids, a batch at a time, without a lock; a few batches are
/// under way at once, so that sealing and the database work side by side. A value is written back
/// only where it is still what was read: who wrote meanwhile wins. So a pass may leave some behind,
/// and passes follow until one finds nothing. What was committed stays when the process dies.
final class Resealing {
  /// Rows a transaction.
  private static final int BATCH = 1_000;

  /// Batches under way at once; each holds a connection while it is written.
  private static final int AT_ONCE = 3;

  private static final UUID START = new UUID(0, 0);

  private final Keyrings keyrings;
  private final UUID workspace;
  private final YearMonth month;

  Resealing(Keyrings keyrings, UUID workspace, YearMonth month) {
    this.keyrings = keyrings;
    this.workspace = workspace;
    this.month = month;
  }

  /// How many rows were sealed anew.
  long run() {
    List<Integer> retired = retired();
    long done = 0;
    if (!retired.isEmpty()) {
      for (long pass; (pass = pass(retired)) > 0; ) {
        done += pass;
      }
    }
    return done;
  }

  private List<Integer> retired() {
    return Sql.alone(keyrings.pool())
        .list(
            "SELECT number FROM keys.data_key WHERE workspace_id = $1 AND retired_at IS NOT NULL",
            row -> row.getInteger("number"),
            workspace);
  }

  private long pass(List<Integer> retired) {
    long done = 0;
    Buffer[] numbers =
        retired.stream().map(number -> Buffer.buffer().appendInt(number)).toArray(Buffer[]::new);
    try (ExecutorService lanes = Executors.newVirtualThreadPerTaskExecutor()) {
      for (SealedTable table : SealedTables.ALL) {
        done += table(lanes, table, numbers);
      }
    }
    return done;
  }

  private long table(ExecutorService lanes, SealedTable table, Buffer[] retired) {
    long done = 0;
    List<Future<Integer>> underWay = new ArrayList<>();
    UUID after = START;
    List<SealedRow> batch;
    do {
      keyrings.prepare(workspace, month);
      batch = next(table, retired, after);
      if (!batch.isEmpty()) {
        after = batch.getLast().id();
        List<SealedRow> mine = batch;
        underWay.add(lanes.submit(() -> reseal(table, mine)));
      }
      while (underWay.size() >= AT_ONCE) {
        done += result(underWay.removeFirst());
      }
    } while (batch.size() == BATCH);
    for (Future<Integer> last : underWay) {
      done += result(last);
    }
    return done;
  }

  private List<SealedRow> next(SealedTable table, Buffer[] retired, UUID after) {
    return Sql.inWorkspace(
        keyrings.pool(),
        workspace,
        tx ->
            tx.list(
                ResealingSql.next(table),
                row -> SealedRow.read(table, row),
                after,
                retired,
                BATCH));
  }

  private int reseal(SealedTable table, List<SealedRow> batch) {
    return Sql.inWorkspace(
        keyrings.pool(),
        workspace,
        tx -> {
          Vault vault = keyrings.vault(workspace, tx);
          List<Object> values = new ArrayList<>();
          values.add(batch.stream().map(SealedRow::id).toArray(UUID[]::new));
          for (int i = 0; i < table.columns().size(); i++) {
            int column = i;
            values.add(
                batch.stream()
                    .map(row -> row.values().get(column).map(Resealing::head).orElse(null))
                    .toArray(Buffer[]::new));
            values.add(
                batch.stream().map(row -> fresh(vault, table, row, column)).toArray(Buffer[]::new));
          }
          int written = tx.change(ResealingSql.write(table), values.toArray());
          vault.proveTrusted();
          return written;
        });
  }

  private static Buffer head(Buffer sealed) {
    return sealed.slice(0, ResealingSql.HEAD);
  }

  private static @Nullable Buffer fresh(Vault vault, SealedTable table, SealedRow row, int column) {
    return row.values()
        .get(column)
        .map(
            old ->
                vault.sealAnew(table.name(), table.columns().get(column), row.id(), old.getBytes()))
        .map(Buffer::buffer)
        .orElse(null);
  }

  private static int result(Future<Integer> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StorageException.retryable("sealing anew was interrupted", e);
    }
  }
}
