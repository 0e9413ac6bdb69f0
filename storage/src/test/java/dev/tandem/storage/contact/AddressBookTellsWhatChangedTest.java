package dev.tandem.storage.contact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.Ids;
import dev.tandem.storage.SharedStorage;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.seal.Personal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: who keeps a copy of the address book hears of each change and each deletion, and misses
/// none that is made meanwhile. Method: ask from every point on; eight writers at once while a
/// reader follows.
@ExtendWith(SharedStorage.class)
final class AddressBookTellsWhatChangedTest {
  private final Contacts contacts = new Contacts();
  private final AddressBook book = new AddressBook();
  private final Storage storage;
  private final WorkspaceId workspace;

  AddressBookTellsWhatChangedTest(Storage storage) {
    this.storage = storage;
    workspace = storage.createWorkspace("Book");
  }

  private List<AddressBook.Entry> since(long seq) {
    return storage.inWorkspace(workspace, tx -> book.changedSince(tx, seq, 100));
  }

  private Contact make(Tenant tx, String name, String resource) {
    return contacts.create(
        tx,
        new NewContact(
            Ids.next(),
            ContactCard.of(name, List.of()),
            Optional.empty(),
            Optional.of("uid of " + name),
            Optional.of(resource)),
        Author.NOBODY);
  }

  @Test
  void made_changed_deleted_and_made_again() {
    Contact ann = storage.inWorkspace(workspace, tx -> make(tx, "Ann", "ann.vcf"));
    Contact bob = storage.inWorkspace(workspace, tx -> make(tx, "Bob", "bob.vcf"));
    assertEquals(List.of(ann.id(), bob.id()), since(0).stream().map(it -> it.id()).toList());
    storage.inWorkspace(workspace, tx -> contacts.delete(tx, ann.id(), Author.NOBODY));
    AddressBook.Entry gone = since(bob.seq()).getFirst();
    assertTrue(gone.deleted());
    assertEquals(Optional.of(Personal.of("ann.vcf")), gone.resource());
    assertEquals(1, (long) storage.inWorkspace(workspace, book::size));

    Contact again = storage.inWorkspace(workspace, tx -> make(tx, "Ann", "ann.vcf"));
    List<AddressBook.Entry> news = since(bob.seq());
    assertEquals(List.of(again.id()), news.stream().map(AddressBook.Entry::id).toList());
    assertFalse(news.getFirst().deleted());
    assertEquals(
        Optional.of(again.id()),
        storage.inWorkspace(workspace, tx -> contacts.byUid(tx, "uid of Ann")).map(Contact::id));
    assertEquals(
        Optional.of(again.id()),
        storage.inWorkspace(workspace, tx -> contacts.byResource(tx, "ann.vcf")).map(Contact::id));
    assertTrue(storage.inWorkspace(workspace, book::state).answers(again.seq()));
    assertFalse(storage.inWorkspace(workspace, book::state).answers(again.seq() + 1));
  }

  @Test
  void saying_the_same_again_changes_nothing() {
    Contact ann = storage.inWorkspace(workspace, tx -> make(tx, "Ann", "ann.vcf"));
    Optional<Contact> same =
        storage.inWorkspace(
            workspace,
            tx ->
                contacts.replace(
                    tx, ann.id(), ann.card().value(), Optional.empty(), Author.NOBODY));
    assertEquals(Optional.of(ann), same);
    assertEquals(ann.seq(), storage.inWorkspace(workspace, book::state).seq());
  }

  @Test
  void a_follower_of_eight_writers_misses_nobody() throws InterruptedException {
    List<Thread> writers =
        IntStream.range(0, 8)
            .mapToObj(
                writer ->
                    Thread.ofVirtual()
                        .start(
                            () -> {
                              for (int i = 0; i < 25; i++) {
                                String name = writer + "-" + i;
                                storage.inWorkspace(workspace, tx -> make(tx, name, name));
                              }
                            }))
            .toList();
    Set<UUID> heard = new HashSet<>();
    long seen = 0;
    while (heard.size() < 200) {
      boolean done = writers.stream().noneMatch(Thread::isAlive);
      List<AddressBook.Entry> news = since(seen);
      news.forEach(entry -> heard.add(entry.id()));
      seen = news.isEmpty() ? seen : news.getLast().seq();
      assertFalse(done && news.isEmpty() && heard.size() < 200, "missed " + (200 - heard.size()));
    }
    for (Thread writer : writers) {
      writer.join();
    }
    assertEquals(200, (long) storage.inWorkspace(workspace, book::size));
  }
}
