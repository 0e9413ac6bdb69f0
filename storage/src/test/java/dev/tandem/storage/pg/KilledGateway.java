package dev.tandem.storage.pg;

import dev.tandem.storage.Ids;
import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageException;
import dev.tandem.storage.StorageSettings;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.contact.Contacts;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/// A program that commits contacts from four threads until it is killed, and prints the workspace
/// and the id of each once it is committed. What the database refuses for a while is tried again
/// with the next contact; anything else it prints as trouble.
final class KilledGateway {
  private static final int WRITERS = 4;

  private KilledGateway() {}

  public static void main(String[] arguments) {
    Storage storage = Storage.open(Vertx.vertx(), StorageSettings.in(Path.of(arguments[0])));
    WorkspaceId workspace = storage.createWorkspace("Acme");
    for (int i = 0; i < WRITERS; i++) {
      Thread.ofPlatform().start(() -> write(storage, workspace));
    }
  }

  private static void write(Storage storage, WorkspaceId workspace) {
    while (true) {
      UUID id = Ids.next();
      try {
        storage.inWorkspace(workspace, tx -> new Contacts().create(tx, id, "Somebody", List.of()));
        System.out.println("contact " + workspace + " " + id);
      } catch (StorageException away) {
        if (!away.retryable()) {
          System.out.println("trouble " + away.getMessage());
        }
      } catch (RuntimeException bug) {
        System.out.println("trouble " + bug);
      }
    }
  }
}
