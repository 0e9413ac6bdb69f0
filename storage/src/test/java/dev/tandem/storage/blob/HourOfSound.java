package dev.tandem.storage.blob;

import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageSettings;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.keys.KeyClass;
import dev.tandem.storage.s3.S3Settings;
import dev.tandem.storage.seal.Secret;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32C;

/// A program that stores sixty minutes of telephone sound (G.711: 28.8 MB) as it would be recorded,
/// and reads them as a player would, in little memory. Prints how many bytes of heap were held
/// before it began, and "the same" in the end.
final class HourOfSound {
  private static final int SECONDS = 3_600;
  private static final int BYTES_A_SECOND = 8_000;
  private static final int SECONDS_A_PIECE = 8;
  private static final int PLAYER_PIECE = 64 * 1024;

  private HourOfSound() {}

  /// `arguments`: data directory; then, for an S3-compatible store, its address, key id and key.
  public static void main(String[] arguments) {
    Vertx vertx = Vertx.vertx();
    StorageSettings settings = StorageSettings.in(Path.of(arguments[0]));
    if (arguments.length > 1) {
      settings =
          settings.withBlobStore(
              S3Settings.parse(
                  arguments[1],
                  Optional.of(new S3Settings.Credentials(arguments[2], Secret.of(arguments[3])))));
    }
    try (Storage storage = Storage.open(vertx, settings)) {
      WorkspaceId workspace = storage.createWorkspace("Recorded");
      Blobs blobs = new Blobs(storage);
      System.out.println(held());
      CRC32C in = new CRC32C();
      CRC32C out = new CRC32C();
      BlobId id = record(blobs.create(workspace, KeyClass.MEDIA, "audio/wav"), in);
      play(blobs.open(workspace, id).orElseThrow(), out);
      System.out.println(in.getValue() == out.getValue() ? "the same" : "something else");
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static long held() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static BlobId record(BlobWriter writer, CRC32C sum) {
    Random sound = new Random(60);
    byte[] piece = new byte[SECONDS_A_PIECE * BYTES_A_SECOND];
    for (int second = 0; second < SECONDS; second += SECONDS_A_PIECE) {
      sound.nextBytes(piece);
      sum.update(piece);
      writer.write(piece);
    }
    return writer.finish();
  }

  private static void play(BlobReader reader, CRC32C sum) {
    if (reader.length() != (long) SECONDS * BYTES_A_SECOND) {
      throw new IllegalStateException("it has another length");
    }
    byte[] _ = reader.read(reader.length() / 2, PLAYER_PIECE); // somebody seeks
    for (long at = 0; at < reader.length(); ) {
      byte[] piece = reader.read(at, PLAYER_PIECE);
      sum.update(piece);
      at += piece.length;
    }
  }
}
