package dev.tandem.storage.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.Page;
import dev.tandem.storage.SharedStorage;
import dev.tandem.storage.Storage;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: unread counts what came in after what the member has read; own texts never count. Method:
/// a short exchange; then lists of conversations, cut into pages.
@ExtendWith(SharedStorage.class)
final class UnreadCountsFollowReadingTest {
  private final TextFixture texts;

  UnreadCountsFollowReadingTest(Storage storage) {
    texts = new TextFixture(storage);
  }

  private Conversation seen() {
    return texts.storage.inWorkspace(texts.workspace, texts::seen);
  }

  private boolean read(long through) {
    return texts.storage.inWorkspace(
        texts.workspace,
        tx -> texts.conversations.markRead(tx, texts.member, texts.conversation, through));
  }

  @Test
  void an_exchange() {
    texts.append(texts.inbound("one", Optional.empty()));
    texts.append(texts.outbound("two"));
    texts.append(texts.inbound("three", Optional.empty()));
    assertEquals(2, seen().unread());
    assertTrue(read(2));
    assertEquals(1, seen().unread());
    assertEquals(2, seen().readSeq());
    assertFalse(read(1), "never back");
    assertTrue(read(1_000), "no further than the last");
    assertEquals(3, seen().readSeq());
    assertEquals(0, seen().unread());
    texts.append(texts.outbound("four"));
    assertEquals(0, seen().unread());
    assertEquals("four", seen().lastMessage().orElseThrow().text().value());
  }

  @Test
  void the_same_people_are_the_same_conversation() {
    List<String> some = List.of("+12025550111", "+12025550112");
    UUID made = findOrCreate(some);
    assertEquals(made, findOrCreate(some.reversed()));
    Set<UUID> others = new HashSet<>(Set.of(made, texts.conversation));
    assertEquals(2, others.size());
  }

  private UUID findOrCreate(List<String> participants) {
    return texts.storage.inWorkspace(
        texts.workspace, tx -> texts.conversations.findOrCreate(tx, texts.number, participants));
  }

  @Test
  void pages_hold_every_conversation_once() {
    Set<UUID> made = new HashSet<>(Set.of(texts.conversation));
    for (int i = 0; i < 24; i++) {
      made.add(findOrCreate(List.of("+1202555020" + i)));
    }
    Set<UUID> listed = new HashSet<>();
    Optional<String> cursor = Optional.empty();
    do {
      Optional<String> from = cursor;
      Page<Conversation> page =
          texts.storage.inWorkspace(
              texts.workspace,
              tx -> texts.conversations.page(tx, texts.member, ConversationFilter.ALL, from, 10));
      page.items().forEach(conversation -> assertTrue(listed.add(conversation.id())));
      cursor = page.nextCursor();
    } while (cursor.isPresent());
    assertEquals(made, listed);
  }
}
