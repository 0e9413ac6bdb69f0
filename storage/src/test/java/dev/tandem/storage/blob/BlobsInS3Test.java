package dev.tandem.storage.blob;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.Ids;
import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageException;
import dev.tandem.storage.StorageSettings;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.keys.KeyClass;
import dev.tandem.storage.s3.ObjectStore;
import dev.tandem.storage.s3.S3Server;
import dev.tandem.storage.seal.Personal;
import dev.tandem.storage.voicemail.NewVoicemail;
import dev.tandem.storage.voicemail.Voicemails;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/// Goal: blobs in an S3-compatible store keep the contract, and outlive a store that is away for a
/// while. Method: a real S3 server, tampered with through its own interface, killed in the middle
/// and started again.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BlobsInS3Test implements BlobsContract {
  private static final int AN_OBJECT = 16;
  private static final int SEALED = CHUNK + 16;

  private final Vertx vertx = Vertx.vertx();
  private final S3Server server;
  private final Storage storage;
  private final ObjectStore store;
  private final WorkspaceId workspace;
  private final BlobId older;

  BlobsInS3Test(@TempDir Path directory) throws IOException, InterruptedException {
    server = S3Server.start();
    StorageSettings settings = StorageSettings.in(directory);
    try (Storage without = Storage.open(vertx, settings)) {
      workspace = without.createWorkspace("Blobs");
      BlobWriter writer = new Blobs(without).create(workspace, KeyClass.MEDIA, "audio/ogg");
      writer.write(BlobsContract.bytes(LONG));
      older = writer.finish();
      without.inWorkspace(workspace, tx -> refer(tx, older));
    }
    storage = Storage.open(vertx, settings.withBlobStore(server.settings("blobs")));
    store = storage.objectStore().orElseThrow();
  }

  /// A voicemail, so that no sweep takes the blob.
  private static UUID refer(Tenant tx, BlobId blob) {
    return new Voicemails()
        .create(
            tx,
            new NewVoicemail(
                Ids.next(),
                Ids.next(),
                Ids.next(),
                Optional.empty(),
                Optional.empty(),
                1,
                Personal.of(new byte[1]),
                blob.value()))
        .id();
  }

  @AfterAll
  void end() throws IOException {
    storage.close();
    server.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Override
  public Storage storage() {
    return storage;
  }

  @Override
  public WorkspaceId workspace() {
    return workspace;
  }

  private String key(BlobId id, long object) {
    return "%s/%s/%08d".formatted(workspace.value(), id.value(), object);
  }

  private byte[] object(String key) {
    AtomicReference<byte[]> bytes = new AtomicReference<>(new byte[0]);
    assertTrue(store.read(key, 0, 1 << 20, in -> bytes.set(in.readAllBytes())));
    return bytes.get();
  }

  private static int from(long number) {
    return (int) (number % AN_OBJECT) * SEALED;
  }

  @Override
  public byte[] kept(BlobId id, long number) {
    byte[] object = object(key(id, number / AN_OBJECT));
    return Arrays.copyOfRange(object, from(number), Math.min(object.length, from(number) + SEALED));
  }

  @Override
  public void replace(BlobId id, long number, byte[] sealed) {
    byte[] object = object(key(id, number / AN_OBJECT));
    System.arraycopy(sealed, 0, object, from(number), sealed.length);
    store.put(key(id, number / AN_OBJECT), object);
  }

  @Override
  public void cut(BlobId id, long number) {
    byte[] object = object(key(id, number / AN_OBJECT));
    store.put(key(id, number / AN_OBJECT), Arrays.copyOf(object, from(number)));
    for (long behind = number / AN_OBJECT + 1; behind < 10; behind++) {
      store.delete(key(id, behind));
    }
  }

  @Override
  public boolean leftovers(BlobId id) {
    AtomicBoolean found = new AtomicBoolean();
    store.list(workspace.value() + "/" + id.value() + "/", (key, stored) -> found.set(true));
    return found.get();
  }

  @Test
  void what_lay_in_postgres_before_is_read_from_there() {
    assertArrayEquals(BlobsContract.bytes(LONG), all(older));
  }

  @Test
  void nothing_lies_in_postgres() {
    BlobId id = write(BlobsContract.bytes(LONG));
    long rows =
        storage.inWorkspace(
            workspace,
            tx ->
                tx.sql()
                    .one(
                        "SELECT count(*) AS n FROM tenant.blob_chunk WHERE blob_id = $1",
                        id.value())
                    .orElseThrow()
                    .getLong("n"));
    assertEquals(0, rows);
    assertEquals(AN_OBJECT * SEALED, object(key(id, 0)).length);
  }

  @Test
  void what_lies_in_the_store_is_sealed() {
    byte[] plain = "0123456789abcdef".repeat(LONG / 16).getBytes(US_ASCII);
    BlobId id = write(plain);
    String object = new String(object(key(id, 0)), ISO_8859_1);
    assertFalse(object.contains("0123456789"));
    assertArrayEquals(plain, all(id));
  }

  @Test
  void the_store_dies_in_the_middle_and_comes_back() throws IOException, InterruptedException {
    byte[] plain = BlobsContract.bytes(LONG);
    BlobId early = write(plain);
    BlobReader reading = open(early);
    BlobWriter writer = blobs().create(workspace, KeyClass.MEDIA, "audio/ogg");
    writer.write(Arrays.copyOf(plain, 20 * CHUNK));
    server.kill();
    byte[] rest = Arrays.copyOfRange(plain, 20 * CHUNK, plain.length);
    retryable(() -> writer.write(rest));
    retryable(writer::finish);
    retryable(() -> reading.read(0, 1));
    retryable(() -> open(early));
    retryable(() -> blobs().sweep(Instant.now()));
    assertFalse(store.answers());
    assertEquals(Optional.empty(), blobs().open(workspace, writer.id()), "nothing half visible");
    server.restart();
    assertTrue(store.answers());
    assertArrayEquals(plain, all(writer.finish()));
    assertEquals(1, reading.read(0, 1).length);
  }

  @Test
  void a_writer_whose_store_stays_away_gives_up_before_it_fills_the_memory()
      throws IOException, InterruptedException {
    BlobWriter writer = blobs().create(workspace, KeyClass.MEDIA, "audio/ogg");
    server.kill();
    retryable(() -> writer.write(new byte[(BlobWriter.MAX_WAITING + 1) * CHUNK]));
    StorageException given = assertThrows(StorageException.class, () -> writer.write(new byte[1]));
    assertFalse(given.retryable());
    server.restart();
  }

  private static void retryable(Executable asking) {
    StorageException away = assertThrows(StorageException.class, asking);
    assertTrue(away.retryable(), () -> String.valueOf(away.getMessage()));
  }

  @Test
  void objects_of_a_blob_that_nobody_knows_are_swept_after_a_day() {
    UUID unknown = Ids.next();
    String stray = workspace.value() + "/" + unknown + "/00000000";
    String foreign = "something-of-others/file";
    store.put(stray, new byte[10]);
    store.put(foreign, new byte[10]);
    BlobId known = write(BlobsContract.bytes(LONG));
    storage.inWorkspace(workspace, tx -> refer(tx, known));
    blobs().sweep(Instant.now());
    assertTrue(leftovers(new BlobId(unknown)), "it may be somebody's mistake");
    blobs().sweep(Instant.now().plus(ObjectSweep.STRAY_AGE).plus(Duration.ofMinutes(1)));
    assertFalse(leftovers(new BlobId(unknown)));
    assertArrayEquals(BlobsContract.bytes(LONG), all(known));
    assertEquals(10, object(foreign).length, "what no workspace of ours has written is left alone");
  }
}
