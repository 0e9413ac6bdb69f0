package dev.tandem.gateway.edge.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.gateway.call.Party;
import dev.tandem.storage.Ids;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.contact.Contacts;
import dev.tandem.storage.message.Conversations;
import dev.tandem.storage.message.Direction;
import dev.tandem.storage.message.Encoding;
import dev.tandem.storage.message.MessageState;
import dev.tandem.storage.message.Messages;
import dev.tandem.storage.message.NewMessage;
import dev.tandem.storage.seal.Personal;
import dev.tandem.storage.workspace.Numbers;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Goal: a text is told to every window of the workspace as REST would show it, each member with
/// their own unread count, and to no other workspace. Method: real storage, real sockets.
final class TextReachesEveryOpenWindowTest {
  private static final String OURS = "+12025550100";
  private static final String THEIRS = "+12025550143";

  @Test
  void eachMemberSeesTheTextAndTheirOwnCount() {
    try (RealtimeHouse house = RealtimeHouse.open()) {
      Storage storage = RealtimeHouse.storage();
      WorkspaceId workspace = house.workspace(25);
      Party anna = house.member(workspace, "Anna");
      TestPhone annasPhone = house.phone(anna);
      TestPhone bertsPhone = house.phone(house.member(workspace, "Bert"));
      WorkspaceId other = house.workspace(25);
      TestPhone stranger = house.phone(house.member(other, "Mallory"));

      UUID first = storage.inWorkspace(workspace, TextReachesEveryOpenWindowTest::receive);
      JsonObject told = annasPhone.event("message.created");
      JsonObject message = told.getJsonObject("message");
      assertEquals(first.toString(), message.getString("id"));
      assertEquals("inbound", message.getString("direction"));
      assertEquals("received", message.getString("state"));
      assertEquals("gsm7", message.getString("encoding"));
      JsonObject conversation = told.getJsonObject("conversation");
      assertEquals(OURS, conversation.getString("from"));
      assertEquals("Zoe", conversation.getString("contact_name"));
      assertEquals(1, conversation.getInteger("unread"));
      UUID thread = UUID.fromString(conversation.getString("id"));
      assertEquals(first.toString(), id(bertsPhone.event("message.created")));

      boolean _ =
          storage.inWorkspace(
              workspace, tx -> new Conversations().markRead(tx, anna.member(), thread, 1));
      assertEquals(0, unread(annasPhone.event("conversation.updated")));
      assertEquals(1, unread(bertsPhone.event("conversation.updated")));
      UUID second = storage.inWorkspace(workspace, TextReachesEveryOpenWindowTest::receive);
      JsonObject again = annasPhone.event("message.created");
      assertEquals(second.toString(), id(again));
      assertEquals(1, unread(again));
      assertEquals(2, unread(bertsPhone.event("message.created")));

      UUID unused = storage.inWorkspace(other, TextReachesEveryOpenWindowTest::receive);
      assertEquals(unused.toString(), id(stranger.event("message.created")));
    }
  }

  private static UUID receive(Tenant tx) {
    Numbers numbers = new Numbers();
    UUID number =
        numbers
            .byE164(tx, OURS)
            .or(
                () -> {
                  var _ = new Contacts().create(tx, Ids.next(), "Zoe", List.of(THEIRS));
                  return numbers.create(tx, OURS, "Sales", Optional.empty());
                })
            .orElseThrow()
            .id();
    UUID thread = new Conversations().findOrCreate(tx, number, List.of(THEIRS));
    return new Messages()
        .append(
            tx,
            new NewMessage(
                Ids.next(),
                thread,
                Direction.IN,
                Personal.of(THEIRS),
                Personal.of(List.of(OURS)),
                Personal.of("hello"),
                MessageState.RECEIVED,
                1,
                Encoding.GSM7,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()))
        .message()
        .id();
  }

  private static String id(JsonObject told) {
    return told.getJsonObject("message").getString("id");
  }

  private static int unread(JsonObject told) {
    return told.getJsonObject("conversation").getInteger("unread");
  }
}
