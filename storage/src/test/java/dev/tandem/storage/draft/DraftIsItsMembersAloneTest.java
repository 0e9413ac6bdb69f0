package dev.tandem.storage.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.Ids;
import dev.tandem.storage.SharedStorage;
import dev.tandem.storage.Storage;
import dev.tandem.storage.TenantWork;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.draft.Draft.Kind;
import dev.tandem.storage.seal.Personal;
import dev.tandem.storage.workspace.Members;
import dev.tandem.storage.workspace.Role;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: there is one draft of a member, kind and place, the last words that were saved; nobody
/// else's are touched; the oldest make room. Method: two members, a real Postgres.
@ExtendWith(SharedStorage.class)
final class DraftIsItsMembersAloneTest {
  private final Drafts drafts = new Drafts();
  private final Storage storage;
  private final WorkspaceId workspace;
  private final UUID ada;
  private final UUID ben;

  DraftIsItsMembersAloneTest(Storage storage) {
    this.storage = storage;
    workspace = storage.createWorkspace("Drafts");
    ada = member("Ada");
    ben = member("Ben");
  }

  private <T> T in(TenantWork<T> work) {
    return storage.inWorkspace(workspace, work);
  }

  private boolean cleared(UUID member, Kind kind, UUID place) {
    return in(tx -> drafts.clear(tx, member, kind, place));
  }

  private UUID member(String name) {
    return in(
        tx ->
            new Members()
                .create(tx, Ids.next() + "@example.org", name, Role.MEMBER, Optional.empty())
                .orElseThrow()
                .id());
  }

  private void save(UUID member, Kind kind, UUID place, String text) {
    boolean _ =
        in(
            tx -> {
              drafts.save(tx, member, kind, place, Personal.of(text));
              return true;
            });
  }

  private List<String> kept(UUID member) {
    return in(tx -> drafts.all(tx, member)).stream().map(one -> one.text().value()).toList();
  }

  @Test
  void the_last_words_of_each_kind_and_place_are_kept() {
    UUID place = Ids.next();
    save(ada, Kind.TEXT, place, "Dear");
    save(ada, Kind.TEXT, place, "Dear customer");
    save(ada, Kind.NOTE, place, "an odd one");
    save(ben, Kind.TEXT, place, "Hello");
    assertEquals(List.of("an odd one", "Dear customer"), kept(ada));
    assertEquals(List.of("Hello"), kept(ben));
    assertTrue(cleared(ada, Kind.TEXT, place));
    assertFalse(cleared(ada, Kind.TEXT, place));
    assertEquals(List.of("an odd one"), kept(ada));
    assertEquals(List.of("Hello"), kept(ben));
  }

  @Test
  void the_oldest_make_room() {
    for (int i = 0; i <= Drafts.MAX; i++) {
      save(ada, Kind.POST, Ids.next(), "draft " + i);
    }
    List<String> kept = kept(ada);
    assertEquals(Drafts.MAX, kept.size());
    assertEquals("draft " + Drafts.MAX, kept.getFirst());
    assertEquals("draft 1", kept.getLast());
  }
}
