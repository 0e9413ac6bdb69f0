package dev.tandem.messaging.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.messaging.Office;
import dev.tandem.messaging.RealStorage;
import dev.tandem.storage.Ids;
import dev.tandem.storage.TenantWork;
import dev.tandem.storage.message.Conversations;
import dev.tandem.storage.note.NewNote;
import dev.tandem.storage.note.Note;
import dev.tandem.storage.note.NoteText;
import dev.tandem.storage.workspace.Members;
import dev.tandem.storage.workspace.Numbers;
import dev.tandem.storage.workspace.Role;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: a note is kept with who wrote it and changes by their hand alone; what cannot be kept is
/// refused with a reason; and no text comes of it that a carrier could be given. Method: one
/// conversation, two members. That no code on the way to a carrier can take a note's words is
/// [dev.tandem.messaging.ArchitectureTest]'s.
@ExtendWith(RealStorage.class)
class NoteStaysInTheHouseTest {
  private final Office office;
  private final TeamNotes notes = new TeamNotes();
  private final UUID ada;
  private final UUID ben;
  private final UUID conversation;

  NoteStaysInTheHouseTest(RealStorage.Opened opened) {
    office = Office.open(opened.storage(), "sandbox");
    ada = member("Ada");
    ben = member("Ben");
    conversation =
        in(
            tx ->
                new Conversations()
                    .findOrCreate(
                        tx,
                        new Numbers().byE164(tx, office.number().e164()).orElseThrow().id(),
                        List.of("+12025550123")));
  }

  private <T> T in(TenantWork<T> work) {
    return office.storage().inWorkspace(office.workspace(), work);
  }

  private UUID member(String name) {
    return in(
        tx ->
            new Members()
                .create(tx, Ids.next() + "@office.invalid", name, Role.MEMBER, Optional.empty())
                .orElseThrow()
                .id());
  }

  private NoteResult write(String words, List<UUID> mentions) {
    return in(
        tx ->
            notes.write(
                tx, new NewNote(Ids.next(), conversation, ada, NoteText.of(words), mentions)));
  }

  private Note written(String words) {
    return assertInstanceOf(NoteResult.Kept.class, write(words, List.of())).note();
  }

  private static String field(NoteResult result) {
    return assertInstanceOf(NoteResult.Refused.class, result).field();
  }

  @Test
  void aNoteIsNoTextAndNoJob() {
    Note note = written("do not tell them");
    assertEquals(List.of(), office.messages());
    assertEquals(1, note.seq());
    long jobs =
        office
            .storage()
            .outsideWorkspaces(
                sql ->
                    sql.one(
                            "SELECT count(*) AS jobs FROM system.job WHERE workspace_id = $1",
                            office.workspace().value())
                        .orElseThrow()
                        .getLong("jobs"));
    assertEquals(0, jobs);
  }

  @Test
  void onlyItsAuthorChangesIt() {
    UUID id = written("first words").id();
    NoteText other = NoteText.of("other words");
    assertInstanceOf(
        NoteResult.NotTheirs.class, in(tx -> notes.change(tx, ben, id, other, List.of())));
    assertInstanceOf(NoteResult.NotTheirs.class, in(tx -> notes.delete(tx, ben, id)));
    Note changed =
        assertInstanceOf(
                NoteResult.Kept.class, in(tx -> notes.change(tx, ada, id, other, List.of(ben))))
            .note();
    assertEquals("other words", changed.text().orElseThrow().words().value());
    assertEquals(List.of(ben), changed.mentions());
    for (int i = 0; i < 2; i++) {
      Note deleted =
          assertInstanceOf(NoteResult.Kept.class, in(tx -> notes.delete(tx, ada, id))).note();
      assertTrue(deleted.text().isEmpty(), "deleted twice is deleted");
    }
    assertInstanceOf(
        NoteResult.TooLate.class, in(tx -> notes.change(tx, ada, id, other, List.of())));
    assertInstanceOf(NoteResult.Absent.class, in(tx -> notes.delete(tx, ada, UUID.randomUUID())));
  }

  @Test
  void afterADayItsWordsStand() {
    UUID id = written("old words").id();
    boolean _ =
        in(
            tx ->
                tx.sql()
                        .change(
                            "UPDATE tenant.note SET created_at = created_at - interval '24 hours 1 second'"
                                + " WHERE id = $1",
                            id)
                    == 1);
    assertInstanceOf(
        NoteResult.TooLate.class,
        in(tx -> notes.change(tx, ada, id, NoteText.of("new words"), List.of())));
    assertInstanceOf(NoteResult.Kept.class, in(tx -> notes.delete(tx, ada, id)));
  }

  @Test
  void whatCannotBeKeptIsRefused() {
    assertEquals("text", field(write(" \n", List.of())));
    assertEquals("text", field(write("x".repeat(TeamNotes.MAX_CHARS + 1), List.of())));
    assertInstanceOf(NoteResult.Kept.class, write("x".repeat(TeamNotes.MAX_CHARS), List.of()));
    assertEquals("mentions", field(write("@Nobody", List.of(UUID.randomUUID()))));
    List<UUID> many =
        IntStream.rangeClosed(0, TeamNotes.MAX_MENTIONS).mapToObj(i -> Ids.next()).toList();
    assertEquals("mentions", field(write("all of you", many)));
  }
}
