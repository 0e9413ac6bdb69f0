package dev.tandem.storage.contact;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.storage.Ids;
import dev.tandem.storage.SharedStorage;
import dev.tandem.storage.Storage;
import dev.tandem.storage.WorkspaceId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: no member empties the address book by accident, with however many devices; others go on.
/// Method: address books on both sides of where a tenth is more than twenty; delete until the brake
/// holds; an hour passes.
@ExtendWith(SharedStorage.class)
final class MassDeletionIsBrakedTest {
  private final Contacts contacts = new Contacts();
  private final DeletionBrake brake = new DeletionBrake();
  private final Storage storage;
  private final WorkspaceId workspace;
  private final UUID member = Ids.next();

  MassDeletionIsBrakedTest(Storage storage) {
    this.storage = storage;
    workspace = storage.createWorkspace("Brake");
  }

  private List<UUID> book(int size) {
    return storage.inWorkspace(
        workspace,
        tx -> {
          List<UUID> ids = new ArrayList<>();
          for (int i = 0; i < size; i++) {
            ids.add(contacts.create(tx, Ids.next(), "C" + i, List.of()).id());
          }
          return ids;
        });
  }

  /// Deletes one after the other as long as it may, each time from another device.
  private int deleteAll(List<UUID> ids, UUID as) {
    int deleted = 0;
    for (UUID id : ids) {
      Author author = Author.of(as, Ids.next());
      boolean done =
          storage.inWorkspace(
              workspace, tx -> brake.allows(tx, author, 1) && contacts.delete(tx, id, author));
      if (!done) {
        return deleted;
      }
      deleted++;
    }
    return deleted;
  }

  @Test
  void twenty_of_a_small_book() {
    List<UUID> ids = book(60);
    assertEquals(20, deleteAll(ids, member));
    assertEquals(20, deleteAll(ids.subList(20, 60), Ids.next()), "somebody else");
    storage.inWorkspace(
        workspace,
        tx ->
            tx.sql()
                .change(
                    "UPDATE tenant.contact SET deleted_at = deleted_at - interval '61 minutes'"
                        + " WHERE deleted_at IS NOT NULL"));
    assertEquals(20, deleteAll(ids.subList(40, 60), member), "an hour later");
  }

  @Test
  void a_tenth_of_a_large_one() {
    assertEquals(30, deleteAll(book(300), member));
  }

  @Test
  void many_at_once_count_as_many() {
    int unused = book(60).size();
    Author author = Author.of(member, Ids.next());
    assertEquals(60, unused);
    assertEquals(
        List.of(true, false),
        storage.inWorkspace(
            workspace, tx -> List.of(brake.allows(tx, author, 20), brake.allows(tx, author, 21))));
  }
}
