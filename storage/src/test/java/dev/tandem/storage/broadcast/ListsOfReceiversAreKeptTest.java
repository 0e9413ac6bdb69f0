package dev.tandem.storage.broadcast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.Ids;
import dev.tandem.storage.SharedStorage;
import dev.tandem.storage.Storage;
import dev.tandem.storage.TenantWork;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.broadcast.ReceiverLists.Kept;
import dev.tandem.storage.seal.Personal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: lists of receivers are kept, one of a name, as many as there may be; what is changed or
/// deleted is so. Method: a real database.
@ExtendWith(SharedStorage.class)
final class ListsOfReceiversAreKeptTest {
  private static final UUID AUTHOR = Ids.next();

  private final Storage storage;
  private final WorkspaceId workspace;
  private final ReceiverLists lists = new ReceiverLists();

  ListsOfReceiversAreKeptTest(Storage storage) {
    this.storage = storage;
    workspace = storage.createWorkspace("Lists");
  }

  private <T> T in(TenantWork<T> work) {
    return storage.inWorkspace(workspace, work);
  }

  private Kept keep(UUID id, String name, String... numbers) {
    return in(tx -> lists.create(tx, id, AUTHOR, Personal.of(name), Personal.of(List.of(numbers))));
  }

  private boolean deleted(UUID id) {
    return in(tx -> lists.delete(tx, id));
  }

  private Optional<List<String>> numbers(UUID id) {
    return in(tx -> lists.numbers(tx, id)).map(Personal::value);
  }

  @Test
  void oneOfAName() {
    UUID one = Ids.next();
    assertEquals(Kept.KEPT, keep(one, "Guests", "+12025550143", "+12025550144"));
    assertEquals(Kept.NAME_TAKEN, keep(Ids.next(), "GUESTS", "+12025550145"));
    assertEquals(Optional.of(List.of("+12025550143", "+12025550144")), numbers(one));
    UUID other = Ids.next();
    assertEquals(Kept.KEPT, keep(other, "Others", "+12025550145"));
    assertEquals(
        Kept.NAME_TAKEN,
        in(tx -> lists.change(tx, other, AUTHOR, Personal.of("guests"), Personal.of(List.of()))));
    assertEquals(
        Kept.KEPT,
        in(
            tx ->
                lists.change(
                    tx, one, AUTHOR, Personal.of("guests"), Personal.of(List.of("+12025550146")))));
    assertEquals(Optional.of(List.of("+12025550146")), numbers(one));
    ReceiverList changed = in(tx -> lists.find(tx, one)).orElseThrow();
    assertEquals("guests", changed.name().value());
    assertEquals(1, changed.receivers());
    assertTrue(deleted(one));
    assertFalse(deleted(one));
    assertEquals(Optional.empty(), numbers(one));
    assertEquals(List.of(other), in(lists::all).stream().map(ReceiverList::id).toList());
  }

  @Test
  void asManyAsThereMayBe() {
    boolean all =
        in(
            tx ->
                IntStream.range(0, ReceiverLists.MAX)
                    .mapToObj(
                        at ->
                            lists.create(
                                tx,
                                Ids.next(),
                                AUTHOR,
                                Personal.of("List " + at),
                                Personal.of(List.of("+12025550143"))))
                    .allMatch(Kept.KEPT::equals));
    assertTrue(all);
    assertEquals(Kept.FULL, keep(Ids.next(), "One more", "+12025550143"));
    UUID first = in(lists::all).getFirst().id();
    assertTrue(deleted(first));
    assertEquals(Kept.KEPT, keep(Ids.next(), "One more", "+12025550143"));
  }
}
