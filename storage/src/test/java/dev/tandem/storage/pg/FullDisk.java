package dev.tandem.storage.pg;

import dev.tandem.storage.Ids;
import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageException;
import dev.tandem.storage.StorageSettings;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.contact.Contacts;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/// A program whose data directory lies on a small disk, which it fills and empties while it works;
/// prints what it saw.
final class FullDisk {
  private static final int PIECE = 1 << 20;

  private final Storage storage;
  private final WorkspaceId workspace;
  private final Path filler;
  private final List<UUID> acknowledged = new ArrayList<>();

  private FullDisk(Storage storage, Path filler) {
    this.storage = storage;
    this.filler = filler;
    this.workspace = storage.createWorkspace("Acme");
  }

  public static void main(String[] arguments) throws Exception {
    Path disk = Path.of(arguments[0]);
    Vertx vertx = Vertx.vertx();
    try (Storage storage = Storage.open(vertx, StorageSettings.in(disk.resolve("data")))) {
      FullDisk story = new FullDisk(storage, disk.resolve("filler"));
      story.awaitWrite();
      story.fillUntil(20);
      story.awaitRefusal();
      story.readAll("read while little room is left");
      story.makeRoom();
      story.fillUntil(0);
      story.awaitRefusal();
      story.makeRoom();
      story.readAll("everything is there");
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private void write() {
    UUID id = Ids.next();
    storage.inWorkspace(workspace, tx -> new Contacts().create(tx, id, "Somebody", List.of()));
    acknowledged.add(id);
  }

  /// Writes until it is told that there is no room, by name.
  private void awaitRefusal() throws InterruptedException {
    while (true) {
      try {
        write();
      } catch (StorageException e) {
        if (!e.retryable()) {
          throw e;
        }
        if (e.full()) {
          System.out.println("refused");
          return;
        }
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  private void awaitWrite() throws InterruptedException {
    while (true) {
      try {
        write();
        System.out.println("written");
        return;
      } catch (StorageException e) {
        if (!e.retryable()) {
          throw e;
        }
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private void readAll(String what) {
    for (UUID id : acknowledged) {
      if (storage.inWorkspace(workspace, tx -> new Contacts().find(tx, id)).isEmpty()) {
        throw new IllegalStateException("an acknowledged row is lost");
      }
    }
    System.out.println(what);
  }

  private void fillUntil(int megabytesLeft) throws IOException {
    byte[] piece = new byte[PIECE];
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (Files.getFileStore(filler).getUsableSpace() > (long) megabytesLeft << 20) {
        out.write(piece);
      }
    } catch (IOException full) {
      if (megabytesLeft > 0) {
        throw full;
      }
    }
  }

  private void makeRoom() throws IOException, InterruptedException {
    Files.delete(filler);
    awaitWrite();
  }
}
