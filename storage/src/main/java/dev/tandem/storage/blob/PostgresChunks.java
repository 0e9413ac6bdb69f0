package dev.tandem.storage.blob;

import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.seal.StreamSealer;
import io.vertx.sqlclient.Row;

/// Chunks as rows, each committed as it comes.
final class PostgresChunks implements ChunkStore {
  private final Storage storage;

  PostgresChunks(Storage storage) {
    this.storage = storage;
  }

  @Override
  public BlobPlace place() {
    return BlobPlace.POSTGRES;
  }

  @Override
  public int fewestAtOnce() {
    return 1;
  }

  @Override
  public int mostAtOnce() {
    return 64;
  }

  @Override
  public void put(Run run) {
    boolean _ = storage.inWorkspace(run.workspace(), tx -> put(tx, run));
  }

  private static boolean put(Tenant tx, Run run) {
    BlobRows.touch(tx, run.blob());
    long number = run.first();
    for (byte[] sealed : run.sealed()) {
      tx.sql()
          .run(
              """
              INSERT INTO tenant.blob_chunk (workspace_id, blob_id, number, bytes) VALUES ($1, $2, $3, $4)
              ON CONFLICT DO NOTHING
              """,
              tx.workspace().value(),
              run.blob(),
              number++,
              sealed);
    }
    return true;
  }

  @Override
  public void get(Range range, StreamSealer.Chunks to) {
    boolean _ = storage.inWorkspace(range.workspace(), tx -> get(tx, range, to));
  }

  private static boolean get(Tenant tx, Range range, StreamSealer.Chunks to) {
    long expected = range.first();
    for (Row row :
        tx.sql()
            .run(
                """
                SELECT number, bytes FROM tenant.blob_chunk
                WHERE blob_id = $1 AND number BETWEEN $2 AND $3 ORDER BY number
                """,
                range.blob(),
                range.first(),
                range.last())) {
      if (row.getLong("number") != expected) {
        throw ChunkStore.missing();
      }
      to.chunk(expected++, Sql.bytes(row, "bytes"));
    }
    if (expected != range.last() + 1) {
      throw ChunkStore.missing();
    }
    return true;
  }
}
