package dev.tandem.storage.note;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.Ids;
import dev.tandem.storage.SharedStorage;
import dev.tandem.storage.Storage;
import dev.tandem.storage.TenantWork;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.message.Conversation;
import dev.tandem.storage.message.ConversationFilter;
import dev.tandem.storage.message.Conversations;
import dev.tandem.storage.message.Direction;
import dev.tandem.storage.message.Encoding;
import dev.tandem.storage.message.MessageState;
import dev.tandem.storage.message.Messages;
import dev.tandem.storage.message.NewMessage;
import dev.tandem.storage.seal.Personal;
import dev.tandem.storage.workspace.Members;
import dev.tandem.storage.workspace.Numbers;
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

/// Goal: notes and texts of a conversation are numbered together without gaps or doubles, whoever
/// writes at the same time; a note calls members until they have read it; its words are found while
/// they are there. Method: one conversation, two members, a real Postgres.
@ExtendWith(SharedStorage.class)
final class NoteStandsAmongTheTextsTest {
  private static final String OUTSIDE = "+12025550199";

  private final Notes notes = new Notes();
  private final Conversations conversations = new Conversations();
  private final Storage storage;
  private final WorkspaceId workspace;
  private final UUID ada;
  private final UUID ben;
  private final UUID conversation;

  NoteStandsAmongTheTextsTest(Storage storage) {
    this.storage = storage;
    workspace = storage.createWorkspace("Notes");
    ada = member("Ada");
    ben = member("Ben");
    conversation =
        in(
            tx -> {
              UUID number =
                  new Numbers()
                      .create(tx, "+12025550123", "Main", Optional.empty())
                      .orElseThrow()
                      .id();
              return conversations.findOrCreate(tx, number, List.of(OUTSIDE));
            });
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

  private long text() {
    return in(
        tx ->
            new Messages()
                .append(
                    tx,
                    new NewMessage(
                        Ids.next(),
                        conversation,
                        Direction.IN,
                        Personal.of(OUTSIDE),
                        Personal.of(List.of("+12025550123")),
                        Personal.of("hello"),
                        MessageState.RECEIVED,
                        1,
                        Encoding.GSM7,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .message()
                .seq());
  }

  private Note note(String words, UUID... mentions) {
    return in(
        tx ->
            notes.add(
                tx,
                new NewNote(Ids.next(), conversation, ada, NoteText.of(words), List.of(mentions))));
  }

  private Conversation seenBy(UUID member) {
    return in(tx -> conversations.find(tx, member, conversation)).orElseThrow();
  }

  private int found(String query) {
    return in(tx -> notes.search(tx, query, Optional.empty(), 10)).items().size();
  }

  @Test
  void texts_and_notes_written_at_once_have_one_row_of_numbers() throws Exception {
    List<Long> numbers = new ArrayList<>();
    try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Long>> written = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        written.add(writers.submit(this::text));
        written.add(writers.submit(() -> note("beside").seq()));
      }
      for (Future<Long> one : written) {
        numbers.add(one.get());
      }
    }
    assertEquals(
        LongStream.rangeClosed(1, 40).boxed().toList(), numbers.stream().sorted().toList());
    List<Note> newest = in(tx -> notes.before(tx, conversation, Long.MAX_VALUE, 5));
    assertEquals(5, newest.size());
    assertTrue(newest.getFirst().seq() > newest.getLast().seq(), "newest first");
  }

  @Test
  void a_note_is_unread_for_whom_it_calls_and_for_nobody_else() {
    text();
    Note note = note("@Ben do look", ben, ada);
    assertEquals(List.of(ben), note.mentions(), "who writes is not called");
    assertEquals(1, seenBy(ben).unread(), "the text alone");
    assertEquals(1, seenBy(ben).unreadMentions());
    assertEquals(0, seenBy(ada).unreadMentions());
    assertEquals(List.of(conversation), mentioned(ben));
    assertEquals(List.of(), mentioned(ada));

    assertTrue(did(tx -> conversations.markRead(tx, ben, conversation, 1)), "the text");
    assertEquals(1, seenBy(ben).unreadMentions(), "the note stands behind it");
    assertTrue(did(tx -> conversations.markRead(tx, ben, conversation, note.seq())));
    assertEquals(0, seenBy(ben).unreadMentions());
    assertFalse(did(tx -> conversations.markRead(tx, ben, conversation, note.seq())), "once");
    assertEquals(List.of(), mentioned(ben));
  }

  private List<UUID> mentioned(UUID member) {
    ConversationFilter filter =
        new ConversationFilter(Optional.empty(), Optional.empty(), Optional.empty(), true);
    return in(tx -> conversations.page(tx, member, filter, Optional.empty(), 10)).items().stream()
        .map(Conversation::id)
        .toList();
  }

  @Test
  void its_words_change_and_go_and_its_place_stays() {
    Note first = note("the harbour is closed", ben);
    Note second = note("quite so");
    assertEquals(1, found("harb"));
    assertTrue(did(tx -> notes.change(tx, first.id(), NoteText.of("the lighthouse"), List.of())));
    assertEquals(0, found("harb"));
    assertEquals(1, found("lighth"));
    assertEquals(0, seenBy(ben).unreadMentions(), "nobody is called any more");
    Note changed = in(tx -> notes.find(tx, first.id())).orElseThrow();
    assertTrue(changed.editedAt().isPresent());
    assertEquals(first.seq(), changed.seq());

    assertTrue(did(tx -> notes.delete(tx, first.id())));
    assertFalse(did(tx -> notes.delete(tx, first.id())));
    assertFalse(did(tx -> notes.change(tx, first.id(), NoteText.of("back"), List.of())));
    assertEquals(0, found("lighth"));
    List<Note> all = in(tx -> notes.before(tx, conversation, Long.MAX_VALUE, 10));
    assertEquals(List.of(second.seq(), first.seq()), all.stream().map(Note::seq).toList());
    assertTrue(all.getLast().text().isEmpty());
  }

  @Test
  void a_conversation_that_is_not_there_takes_none() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            in(
                tx ->
                    notes.add(
                        tx,
                        new NewNote(
                            Ids.next(), Ids.next(), ada, NoteText.of("nowhere"), List.of()))));
  }
}
