package dev.tandem.storage.pg;

import dev.tandem.storage.Ids;
import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageSettings;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.contact.Contacts;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/// A program that commits contacts until it is killed, and prints each one's id once it is
/// committed.
final class KilledGateway {
  private KilledGateway() {}

  public static void main(String[] arguments) {
    Storage storage = Storage.open(Vertx.vertx(), StorageSettings.in(Path.of(arguments[0])));
    WorkspaceId workspace = storage.createWorkspace("Acme");
    System.out.println("workspace " + workspace);
    while (true) {
      UUID id = Ids.next();
      storage.inWorkspace(workspace, tx -> new Contacts().create(tx, id, "Somebody", List.of()));
      System.out.println("contact " + id);
    }
  }
}
