package dev.tandem.gateway.edge.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.gateway.call.Party;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.message.Conversations;
import dev.tandem.storage.workspace.Numbers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Goal: members see who looks at a conversation and who types there, also who came later; a device
/// that goes is seen to go; another workspace neither hears of it nor may look. Method: real
/// sockets and storage; the stranger's own look is the first they hear of.
final class ColleagueIsSeenLookingTest {
  @Test
  void lookingAndTypingAreToldAndEnd() throws Exception {
    try (RealtimeHouse house = RealtimeHouse.open()) {
      WorkspaceId workspace = house.workspace(25);
      UUID thread = thread(workspace);
      Party anna = house.member(workspace, "Anna");
      Party bert = house.member(workspace, "Bert");
      TestPhone annas = house.phone(anna);
      TestPhone berts = house.phone(bert);
      WorkspaceId other = house.workspace(25);
      TestPhone stranger = house.phone(house.member(other, "Mallory"));

      JsonObject _ = annas.does("look", look(thread, false));
      assertEquals(seen(anna, false), members(berts.event("looking")));
      JsonObject _ = annas.does("look", look(thread, true));
      assertEquals(seen(anna, true), members(berts.event("looking")));

      JsonArray members = berts.does("look", look(thread, false)).getJsonArray("members");
      assertEquals(2, members.size(), "who comes later is told who is there");
      assertEquals(2, berts.event("looking").getJsonArray("members").size());

      assertEquals("not_found", stranger.refused("look", look(thread, false)));
      UUID theirs = thread(other);
      JsonObject _ = stranger.does("look", look(theirs, false));
      assertEquals(theirs.toString(), stranger.event("looking").getString("conversation_id"));

      JsonObject _ = annas.does("look", new JsonObject().putNull("conversation_id"));
      assertEquals(seen(bert, false), members(berts.event("looking")));
      assertEquals(
          "invalid_fields", annas.refused("look", new JsonObject().put("conversation_id", 7)));
    }
  }

  private static JsonObject look(UUID thread, boolean typing) {
    return new JsonObject().put("conversation_id", thread.toString()).put("typing", typing);
  }

  private static JsonObject members(JsonObject told) {
    return new JsonObject().put("members", told.getJsonArray("members"));
  }

  /// What is told of the only one who looks.
  private static JsonObject seen(Party who, boolean typing) {
    return new JsonObject()
        .put(
            "members",
            new JsonArray()
                .add(
                    new JsonObject()
                        .put("member_id", who.member().toString())
                        .put("typing", typing)));
  }

  private static UUID thread(WorkspaceId workspace) {
    return RealtimeHouse.storage()
        .inWorkspace(
            workspace,
            tx -> {
              UUID number =
                  new Numbers()
                      .create(tx, "+12025550100", "Sales", Optional.empty())
                      .orElseThrow()
                      .id();
              return new Conversations().findOrCreate(tx, number, List.of("+12025550143"));
            });
  }
}
