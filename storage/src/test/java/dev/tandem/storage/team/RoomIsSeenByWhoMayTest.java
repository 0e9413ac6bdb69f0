package dev.tandem.storage.team;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.Ids;
import dev.tandem.storage.SharedStorage;
import dev.tandem.storage.Storage;
import dev.tandem.storage.TenantWork;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.workspace.Members;
import dev.tandem.storage.workspace.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: a closed room and what is said in it is there for its members alone, in lists, by id and
/// in search; posts are numbered without gaps whoever writes at once; unread counts what came since
/// a member read or joined. Method: three members of one workspace, a real Postgres.
@ExtendWith(SharedStorage.class)
final class RoomIsSeenByWhoMayTest {
  private final Rooms rooms = new Rooms();
  private final Posts posts = new Posts();
  private final Storage storage;
  private final WorkspaceId workspace;
  private final UUID ada;
  private final UUID ben;
  private final UUID cleo;

  RoomIsSeenByWhoMayTest(Storage storage) {
    this.storage = storage;
    workspace = storage.createWorkspace("Team");
    ada = member("Ada");
    ben = member("Ben");
    cleo = member("Cleo");
  }

  private <T> T in(TenantWork<T> work) {
    return storage.inWorkspace(workspace, work);
  }

  private boolean did(TenantWork<Boolean> work) {
    return in(work);
  }

  private UUID member(String name) {
    return in(
        tx ->
            new Members()
                .create(tx, Ids.next() + "@example.org", name, Role.MEMBER, Optional.empty())
                .orElseThrow()
                .id());
  }

  private UUID channel(String name, boolean open, UUID... members) {
    UUID id = Ids.next();
    assertTrue(did(tx -> rooms.createChannel(tx, id, name, open, List.of(members))));
    return id;
  }

  private Post say(UUID room, UUID author, String words) {
    return in(tx -> posts.add(tx, Ids.next(), room, author, PostText.of(words)));
  }

  private Optional<Room> seen(UUID by, UUID room) {
    return in(tx -> rooms.find(tx, by, room));
  }

  private List<UUID> listed(UUID by) {
    return in(tx -> rooms.page(tx, by, Optional.empty(), 50)).items().stream()
        .map(Room::id)
        .toList();
  }

  private int found(UUID by, String query) {
    return in(tx -> posts.search(tx, by, query, Optional.empty(), 10)).items().size();
  }

  @Test
  void a_closed_room_is_there_for_its_members_alone() {
    UUID open = channel("general", true, ada);
    UUID closed = channel("salaries", false, ada, ben);
    UUID direct = in(tx -> rooms.direct(tx, Ids.next(), List.of(ada, ben)));
    Post said = say(closed, ada, "the harbour master earns more");
    UUID whispered = say(direct, ben, "harbour at noon").id();

    assertEquals(List.of(direct, closed, open), listed(ada), "the newest first");
    assertEquals(List.of(open), listed(cleo));
    assertTrue(seen(cleo, closed).isEmpty());
    assertFalse(seen(cleo, open).orElseThrow().joined());
    assertTrue(in(tx -> posts.find(tx, cleo, said.id())).isEmpty());
    assertTrue(in(tx -> posts.find(tx, cleo, whispered)).isEmpty());
    assertEquals(2, found(ben, "harb"));
    assertEquals(0, found(cleo, "harb"));

    assertTrue(did(tx -> rooms.join(tx, closed, List.of(cleo))));
    assertEquals(1, found(cleo, "harb"));
    assertTrue(did(tx -> rooms.leave(tx, closed, cleo)));
    assertFalse(did(tx -> rooms.leave(tx, closed, cleo)));
    assertEquals(0, found(cleo, "harb"));
  }

  @Test
  void there_is_one_open_channel_of_a_name_and_one_room_of_the_same_people() {
    UUID general = channel("General", true, ada);
    assertFalse(did(tx -> rooms.createChannel(tx, Ids.next(), "gENERAL", true, List.of(ben))));
    UUID closed = channel("General", false, ben);
    channel("General", false, cleo);
    UUID other = channel("other", true, ada);
    assertFalse(did(tx -> rooms.rename(tx, other, "general", true)));
    assertTrue(did(tx -> rooms.rename(tx, general, "GENERAL", true)), "another spelling of it");
    assertEquals("General", seen(ben, closed).orElseThrow().name().orElseThrow().value());

    UUID direct = in(tx -> rooms.direct(tx, Ids.next(), List.of(ada, ben)));
    assertEquals(direct, in(tx -> rooms.direct(tx, Ids.next(), List.of(ben, ada))));
    UUID three = in(tx -> rooms.direct(tx, Ids.next(), List.of(ada, ben, cleo)));
    assertFalse(direct.equals(three));
  }

  @Test
  void unread_is_what_came_since() {
    UUID room = channel("general", true, ada, ben);
    say(room, ada, "one");
    say(room, ada, "two");
    assertEquals(0, seen(ada, room).orElseThrow().unread(), "own words are read");
    assertEquals(2, seen(ben, room).orElseThrow().unread());
    assertTrue(did(tx -> rooms.markRead(tx, ben, room, 1)));
    assertFalse(did(tx -> rooms.markRead(tx, ben, room, 1)), "never back");
    assertEquals(1, seen(ben, room).orElseThrow().unread());
    assertTrue(did(tx -> rooms.markRead(tx, ben, room, 1_000)), "no further than the last");
    assertEquals(2, seen(ben, room).orElseThrow().readSeq());
    assertTrue(did(tx -> rooms.join(tx, room, List.of(cleo, ben))));
    assertEquals(0, seen(cleo, room).orElseThrow().unread(), "what was said before is read");
    say(room, ben, "three");
    assertEquals(1, seen(cleo, room).orElseThrow().unread());
  }

  @Test
  void posts_said_at_once_are_numbered_without_gaps() throws Exception {
    UUID room = channel("busy", true, ada, ben);
    List<Long> numbers = new ArrayList<>();
    try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Post>> said = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        UUID author = i % 2 == 0 ? ada : ben;
        said.add(writers.submit(() -> say(room, author, "me too")));
      }
      for (Future<Post> one : said) {
        numbers.add(one.get().seq());
      }
    }
    assertEquals(
        LongStream.rangeClosed(1, 30).boxed().toList(), numbers.stream().sorted().toList());
  }

  @Test
  void words_change_and_go_and_the_place_stays() {
    UUID room = channel("words", true, ada);
    Post post = say(room, ada, "lighthouse");
    assertTrue(did(tx -> posts.change(tx, post.id(), PostText.of("windmill"))));
    assertEquals(0, found(ada, "lighth"));
    assertEquals(1, found(ada, "windm"));
    assertTrue(did(tx -> posts.delete(tx, post.id())));
    assertFalse(did(tx -> posts.delete(tx, post.id())));
    assertFalse(did(tx -> posts.change(tx, post.id(), PostText.of("back"))));
    assertEquals(0, found(ada, "windm"));
    Post left = in(tx -> posts.page(tx, room, Long.MAX_VALUE, 10)).items().getFirst();
    assertEquals(1, left.seq());
    assertTrue(left.text().isEmpty());
  }
}
