package dev.tandem.storage.contact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.Ids;
import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageSettings;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.WorkspaceId;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: the address book goes back to what it was on a day, pictures and all, and from there back
/// again; after 90 days the past is forgotten, and copies elsewhere are told to read everything.
/// Method: a clock that the test moves; days of changes to more contacts than one transaction
/// takes, compared as a whole.
final class AddressBookGoesBackToADayTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.now().truncatedTo(ChronoUnit.SECONDS));
  private final Contacts contacts = new Contacts();
  private final ContactHistory history = new ContactHistory();
  private final ContactRestore restore = new ContactRestore();
  private final AddressBook book = new AddressBook();
  private final Author author = Author.of(Ids.next(), Ids.next());

  @Test
  void and_back_again_until_it_is_forgotten(@TempDir Path directory) throws Exception {
    Vertx vertx = Vertx.vertx();
    try (Storage storage = Storage.open(vertx, StorageSettings.in(directory), now::get)) {
      WorkspaceId workspace = storage.createWorkspace("Acme");
      goesBack(storage, workspace);
      isForgotten(storage, workspace);
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
  }

  private void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  private Contact make(Tenant tx, String name, Optional<UUID> photo) {
    return contacts.create(
        tx,
        new NewContact(
            Ids.next(),
            ContactCard.of(name, List.of("+12025550143")),
            photo,
            Optional.of("uid " + name),
            Optional.of(name + ".vcf")),
        author);
  }

  /// Everybody by UID, with name and picture.
  private Map<String, String> everybody(Storage storage, WorkspaceId workspace) {
    Map<String, String> all = new TreeMap<>();
    for (AddressBook.Entry entry :
        storage.inWorkspace(workspace, tx -> book.changedSince(tx, 0, 10_000))) {
      storage
          .inWorkspace(workspace, tx -> contacts.find(tx, entry.id()))
          .ifPresent(
              it ->
                  all.put(
                      it.uid().value(),
                      it.name().value() + " " + it.photoId() + " " + it.resource().isPresent()));
    }
    return all;
  }

  private void goesBack(Storage storage, WorkspaceId workspace) {
    UUID photo =
        storage.inWorkspace(
            workspace, tx -> new Photos().add(tx, "image/png", new byte[] {1, 2, 3}));
    List<Contact> made =
        storage.inWorkspace(
            workspace,
            tx ->
                IntStream.range(0, 250)
                    .mapToObj(
                        i -> make(tx, "C" + i, i % 2 == 0 ? Optional.of(photo) : Optional.empty()))
                    .toList());
    Map<String, String> monday = everybody(storage, workspace);
    Instant then = now.get();

    pass(Duration.ofDays(1));
    storage.inWorkspace(
        workspace,
        tx -> {
          for (Contact contact : made.subList(0, 120)) {
            contacts.delete(tx, contact.id(), author);
          }
          for (Contact contact : made.subList(120, 240)) {
            contacts.replace(
                tx, contact.id(), ContactCard.of("Changed", List.of()), Optional.empty(), author);
          }
          // The same phone sends somebody under the same UID and name once more.
          make(tx, "C0", Optional.empty());
          return make(tx, "New", Optional.empty());
        });
    Map<String, String> tuesday = everybody(storage, workspace);

    pass(Duration.ofDays(1));
    ContactRestore.Restored back = restore.book(storage, workspace, then, author);
    assertEquals(monday, everybody(storage, workspace));
    assertEquals(
        List.of(120, 120, 2), List.of(back.broughtBack(), back.changedBack(), back.removed()));
    assertTrue(
        storage.inWorkspace(workspace, tx -> contacts.byNumber(tx, "+12025550143")).isPresent());

    pass(Duration.ofHours(1));
    ContactRestore.Restored nothing = restore.book(storage, workspace, then, author);
    assertEquals(0, nothing.broughtBack() + nothing.changedBack() + nothing.removed());

    restore.book(storage, workspace, back.undoAt(), author);
    assertEquals(tuesday, everybody(storage, workspace));

    Contact first = made.getFirst();
    Contact one =
        storage
            .inWorkspace(workspace, tx -> restore.version(tx, first.id(), 1, author))
            .orElseThrow();
    assertEquals("C0", one.name().value());
    assertEquals("urn:uuid:" + first.id(), one.uid().value(), "another has its UID now");
    assertEquals(Optional.of(photo), one.photoId());
    ContactVersion version =
        storage.inWorkspace(workspace, tx -> history.versions(tx, first.id(), 2, 10)).getFirst();
    assertTrue(version.deleted());
    assertEquals(List.of(author, author), List.of(version.madeBy(), version.endedBy()));
  }

  private void isForgotten(Storage storage, WorkspaceId workspace) {
    long seen = storage.inWorkspace(workspace, book::state).seq();
    Contact gone = storage.inWorkspace(workspace, tx -> make(tx, "Gone", Optional.empty()));
    storage.inWorkspace(workspace, tx -> contacts.delete(tx, gone.id(), author));
    pass(Duration.ofDays(89));
    storage.inWorkspace(workspace, tx -> history.sweep(tx, 10_000));
    assertFalse(
        storage.inWorkspace(workspace, tx -> history.versions(tx, gone.id(), 9, 9)).isEmpty());
    assertTrue(storage.inWorkspace(workspace, book::state).answers(seen));

    pass(Duration.ofDays(2));
    while (storage.inWorkspace(workspace, tx -> history.sweep(tx, 50)) > 0) {
      assertTrue(
          storage.inWorkspace(workspace, tx -> history.versions(tx, gone.id(), 9, 9)).size() <= 1);
    }
    assertTrue(
        storage.inWorkspace(workspace, tx -> history.versions(tx, gone.id(), 9, 9)).isEmpty());
    assertFalse(
        storage.inWorkspace(workspace, book::state).answers(seen), "a deletion is forgotten");
    long pictures =
        storage.inWorkspace(
            workspace,
            tx ->
                tx.sql()
                    .one("SELECT count(*) AS n FROM tenant.contact_photo")
                    .orElseThrow()
                    .getLong("n"));
    assertEquals(1, pictures, "somebody still has it");
  }
}
