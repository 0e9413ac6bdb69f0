package dev.tandem.storage.contact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.Ids;
import dev.tandem.storage.SharedStorage;
import dev.tandem.storage.Storage;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.keys.SealedText;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: a contact that was sealed before contacts had fields is read, found, changed and goes back
/// to what it was. Method: content in the former format, sealed as it was then, under a contact's
/// row.
@ExtendWith(SharedStorage.class)
final class OldContactsGoOnTest {
  private final Contacts contacts = new Contacts();
  private final Storage storage;
  private final WorkspaceId workspace;

  OldContactsGoOnTest(Storage storage) {
    this.storage = storage;
    workspace = storage.createWorkspace("Old");
  }

  @Test
  void a_name_and_numbers() {
    UUID id = Ids.next();
    byte[] former = SealedText.join(List.of("Ann", "+12025550101", "+12025550102"));
    Contact read =
        storage.inWorkspace(
            workspace,
            tx -> {
              contacts.create(tx, id, "Ann", List.of("+12025550101", "+12025550102"));
              tx.sql()
                  .run(
                      "UPDATE tenant.contact SET content = $2 WHERE id = $1",
                      id,
                      tx.vault().seal(ContactRows.CONTENT, id, former));
              return contacts.find(tx, id).orElseThrow();
            });
    assertEquals("Ann", read.name().value());
    assertEquals(List.of("+12025550101", "+12025550102"), read.numbers().value());
    assertEquals("urn:uuid:" + id, read.uid().value());

    ContactCard changed = read.card().value().withNotes("met in Riga");
    storage.inWorkspace(
        workspace, tx -> contacts.replace(tx, id, changed, Optional.empty(), Author.NOBODY));
    Contact now = storage.inWorkspace(workspace, tx -> contacts.find(tx, id)).orElseThrow();
    assertEquals(changed, now.card().value());
    assertEquals(2, now.version());
    assertTrue(
        storage.inWorkspace(workspace, tx -> contacts.byUid(tx, "urn:uuid:" + id)).isPresent());
    ContactVersion before =
        storage.inWorkspace(workspace, tx -> new ContactHistory().version(tx, id, 1)).orElseThrow();
    assertEquals(read.card(), before.card());
  }
}
