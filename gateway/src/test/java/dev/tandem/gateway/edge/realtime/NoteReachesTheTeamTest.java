package dev.tandem.gateway.edge.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.tandem.gateway.call.Party;
import dev.tandem.storage.Ids;
import dev.tandem.storage.Storage;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.message.Conversations;
import dev.tandem.storage.note.NewNote;
import dev.tandem.storage.note.Note;
import dev.tandem.storage.note.NoteText;
import dev.tandem.storage.note.Notes;
import dev.tandem.storage.workspace.Numbers;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Goal: a note is told to every window of the team as it is written, changed and deleted, and whom
/// it calls hears so; another workspace hears nothing. Method: real storage, real sockets; the
/// stranger's first event is of their own workspace.
final class NoteReachesTheTeamTest {
  @Test
  void eachMemberHearsItAndWhomItCallsHasAMention() {
    try (RealtimeHouse house = RealtimeHouse.open()) {
      Storage storage = RealtimeHouse.storage();
      WorkspaceId workspace = house.workspace(25);
      Party anna = house.member(workspace, "Anna");
      Party bert = house.member(workspace, "Bert");
      TestPhone annas = house.phone(anna);
      TestPhone berts = house.phone(bert);
      WorkspaceId other = house.workspace(25);
      Party mallory = house.member(other, "Mallory");
      TestPhone stranger = house.phone(mallory);

      Notes notes = new Notes();
      Note note = write(storage, workspace, anna, List.of(bert.member()));
      JsonObject toAnna = annas.event("note.created");
      JsonObject toBert = berts.event("note.created");
      assertEquals("ask them", toBert.getJsonObject("note").getString("text"));
      assertEquals(1, toBert.getJsonObject("conversation").getInteger("unread_mentions"));
      assertEquals(0, toAnna.getJsonObject("conversation").getInteger("unread_mentions"));

      boolean _ =
          storage.inWorkspace(
              workspace, tx -> notes.change(tx, note.id(), NoteText.of("ask again"), List.of()));
      JsonObject changed = berts.event("note.updated");
      assertEquals("ask again", changed.getJsonObject("note").getString("text"));
      assertEquals(0, changed.getJsonObject("conversation").getInteger("unread_mentions"));
      boolean _ = storage.inWorkspace(workspace, tx -> notes.delete(tx, note.id()));
      assertNull(berts.event("note.updated").getJsonObject("note").getValue("text"));

      Note theirs = write(storage, other, mallory, List.of());
      assertEquals(
          theirs.id().toString(),
          stranger.event("note.created").getJsonObject("note").getString("id"));
    }
  }

  private static Note write(
      Storage storage, WorkspaceId workspace, Party author, List<UUID> mentions) {
    return storage.inWorkspace(
        workspace,
        tx -> {
          UUID number =
              new Numbers()
                  .create(tx, "+12025550100", "Sales", Optional.empty())
                  .orElseThrow()
                  .id();
          UUID thread = new Conversations().findOrCreate(tx, number, List.of("+12025550143"));
          return new Notes()
              .add(
                  tx,
                  new NewNote(
                      Ids.next(), thread, author.member(), NoteText.of("ask them"), mentions));
        });
  }
}
