package dev.tandem.storage.blob;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.SharedStorage;
import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageException;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.pg.Sql;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: blobs as rows keep the contract. Method: chunks are tampered with by plain SQL.
@ExtendWith(SharedStorage.class)
final class BlobsInPostgresTest implements BlobsContract {
  private final Storage storage;
  private final WorkspaceId workspace;

  BlobsInPostgresTest(Storage storage) {
    this.storage = storage;
    workspace = storage.createWorkspace("Blobs");
  }

  @Override
  public Storage storage() {
    return storage;
  }

  @Override
  public WorkspaceId workspace() {
    return workspace;
  }

  @Override
  public byte[] kept(BlobId id, long number) {
    return storage.inWorkspace(
        workspace,
        tx ->
            tx.sql()
                .one(
                    "SELECT bytes FROM tenant.blob_chunk WHERE blob_id = $1 AND number = $2",
                    row -> Sql.bytes(row, "bytes"),
                    id.value(),
                    number)
                .orElseThrow());
  }

  @Override
  public void replace(BlobId id, long number, byte[] sealed) {
    change(
        "UPDATE tenant.blob_chunk SET bytes = $3 WHERE blob_id = $1 AND number = $2",
        id.value(),
        number,
        sealed);
  }

  @Override
  public void cut(BlobId id, long number) {
    change("DELETE FROM tenant.blob_chunk WHERE blob_id = $1 AND number >= $2", id.value(), number);
  }

  @Override
  public boolean leftovers(BlobId id) {
    return storage.inWorkspace(
        workspace,
        tx ->
            tx.sql()
                .one("SELECT FROM tenant.blob_chunk WHERE blob_id = $1 LIMIT 1", id.value())
                .isPresent());
  }

  @Test
  void a_blob_of_a_store_that_is_not_configured_any_more_says_so() {
    BlobId id = write(new byte[10]);
    change("UPDATE tenant.blob SET place = 'S3' WHERE id = $1", id.value());
    StorageException lost = assertThrows(StorageException.class, () -> open(id));
    assertTrue(String.valueOf(lost.getMessage()).contains("set TANDEM_BLOB_STORE"));
  }
}
