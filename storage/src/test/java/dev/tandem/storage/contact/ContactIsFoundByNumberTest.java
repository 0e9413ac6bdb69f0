package dev.tandem.storage.contact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.Ids;
import dev.tandem.storage.SharedStorage;
import dev.tandem.storage.Storage;
import dev.tandem.storage.TenantWork;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.seal.Personal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: a number finds its contact as the address book is now. Method: create, change, delete;
/// many numbers at once.
@ExtendWith(SharedStorage.class)
final class ContactIsFoundByNumberTest {
  private final Contacts contacts = new Contacts();
  private final Storage storage;
  private final WorkspaceId workspace;

  ContactIsFoundByNumberTest(Storage storage) {
    this.storage = storage;
    workspace = storage.createWorkspace("Contacts");
  }

  private boolean within(TenantWork<Boolean> work) {
    return storage.inWorkspace(workspace, work);
  }

  private Optional<String> nameOf(String number) {
    return storage
        .inWorkspace(workspace, tx -> contacts.byNumber(tx, number))
        .map(contact -> contact.name().value());
  }

  private boolean renamed(UUID id, String name, String... numbers) {
    ContactCard card = ContactCard.of(name, List.of(numbers));
    return within(
        tx -> contacts.replace(tx, id, card, Optional.empty(), Author.NOBODY).isPresent());
  }

  private Contact create(String name, String... numbers) {
    return storage.inWorkspace(
        workspace, tx -> contacts.create(tx, Ids.next(), name, List.of(numbers)));
  }

  @Test
  void through_its_life() {
    Contact ann = create("Ann", "+12025550101", "+12025550102");
    assertEquals(Optional.of("Ann"), nameOf("+12025550102"));
    UUID id = ann.id();
    assertEquals(Optional.of(ann), storage.inWorkspace(workspace, tx -> contacts.find(tx, id)));
    assertTrue(renamed(id, "Ann Lee", "+12025550103"));
    assertEquals(Optional.empty(), nameOf("+12025550102"));
    assertEquals(Optional.of("Ann Lee"), nameOf("+12025550103"));
    assertTrue(within(tx -> contacts.delete(tx, id, Author.NOBODY)));
    assertFalse(within(tx -> contacts.delete(tx, id, Author.NOBODY)));
    assertFalse(renamed(id, "x"));
    assertEquals(Optional.empty(), nameOf("+12025550103"));
  }

  @Test
  void many_at_once_and_the_first_of_two() {
    Contact bob = create("Bob", "+12025550111");
    create("Bob again", "+12025550111", "+12025550112");
    Map<String, Contact> found =
        storage.inWorkspace(
            workspace,
            tx -> contacts.byNumbers(tx, Set.of("+12025550111", "+12025550112", "+12025550119")));
    assertEquals(bob, found.get("+12025550111"));
    assertEquals(Set.of("+12025550111", "+12025550112"), found.keySet());
    WorkspaceId other = storage.createWorkspace("Other");
    assertEquals(
        Optional.empty(), storage.inWorkspace(other, tx -> contacts.byNumber(tx, "+12025550111")));
  }

  @Test
  void pages_are_newest_first() {
    for (int i = 0; i < 5; i++) {
      create("C" + i);
    }
    var first = storage.inWorkspace(workspace, tx -> contacts.page(tx, Optional.empty(), 3));
    var second = storage.inWorkspace(workspace, tx -> contacts.page(tx, first.nextCursor(), 3));
    assertEquals(
        List.of("C4", "C3", "C2"),
        first.items().stream().map(Contact::name).map(Personal::value).toList());
    assertEquals(
        List.of("C1", "C0"),
        second.items().stream().map(Contact::name).map(Personal::value).toList());
    assertTrue(second.nextCursor().isEmpty());
  }
}
