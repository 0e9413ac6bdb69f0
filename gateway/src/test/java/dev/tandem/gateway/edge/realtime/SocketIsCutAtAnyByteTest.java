package dev.tandem.gateway.edge.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.gateway.call.Endpoint;
import dev.tandem.gateway.call.Party;
import dev.tandem.storage.Change;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.workspace.Members;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Goal: a socket that breaks at any byte, in a handshake, a frame's head or the middle of a word,
/// goes on without gap or repeat in either direction.
///
/// Method: a proxy cuts one connection after the other, each some bytes later than the one before;
/// the offset and the steps are drawn by a seed. Down the socket come numbered events while it is
/// cut; up go commands that are sent again, under the same id, until they are answered.
final class SocketIsCutAtAnyByteTest {
  private static final int FURTHEST = 1_600;
  private static final int STEP = 12;

  private static int someStep(Random random) {
    return 1 + random.nextInt(2 * STEP);
  }

  @Test
  void whatComesDown() throws Exception {
    long seed = Long.getLong("tandem.cut.seed", new Random().nextLong());
    Random random = new Random(seed);
    try (RealtimeHouse house = RealtimeHouse.open();
        CuttingProxy proxy = new CuttingProxy(RealtimeHouse.vertx(), house.port())) {
      WorkspaceId workspace = house.workspace(25);
      Party anna = house.member(workspace, "Anna");
      CutWindow window = new CutWindow(proxy.port(), new Endpoint(anna, UUID.randomUUID()));
      assertTrue(window.connection(List.of(), SocketIsCutAtAnyByteTest::isWelcome));
      int changes = 0;
      for (int bytes = 0; bytes < FURTHEST; bytes += someStep(random)) {
        proxy.cutAfter(CuttingProxy.NEVER, bytes);
        for (int more = random.nextInt(6); more >= 0; more--) {
          change(workspace, anna, changes++);
        }
        boolean _ = window.connection(List.of(), hasSeen(window, changes));
      }
      proxy.cutAfter(CuttingProxy.NEVER, CuttingProxy.NEVER);
      change(workspace, anna, changes++);
      assertTrue(window.connection(List.of(), hasSeen(window, changes)), "seed " + seed);
      assertEquals(IntStream.range(0, changes).boxed().toList(), changesIn(window), "seed " + seed);
      assertTrue(window.cuts() > FURTHEST / STEP / 4, window.cuts() + " cuts, seed " + seed);
    }
  }

  private static Predicate<JsonObject> hasSeen(CutWindow window, int changes) {
    return _ -> changesIn(window).contains(changes - 1);
  }

  /// Contacts' ids carry the number.
  private static void change(WorkspaceId workspace, Party who, int number) {
    boolean _ =
        RealtimeHouse.storage()
            .inWorkspace(
                workspace,
                tx -> {
                  tx.announce(new Change.ContactChanged(workspace, new UUID(7, number)));
                  return new Members().rename(tx, who.member(), "Anna " + number);
                });
  }

  private static List<Integer> changesIn(CutWindow window) {
    return window.events().stream()
        .filter(frame -> "contact.changed".equals(frame.getString("event")))
        .map(frame -> UUID.fromString(frame.getJsonObject("data").getString("id")))
        .map(id -> (int) id.getLeastSignificantBits())
        .toList();
  }

  private static boolean isWelcome(JsonObject frame) {
    return "welcome".equals(frame.getString("type"));
  }

  @Test
  void whatGoesUp() throws Exception {
    long seed = Long.getLong("tandem.cut.seed", new Random().nextLong());
    Random random = new Random(seed);
    try (RealtimeHouse house = RealtimeHouse.open();
        CuttingProxy proxy = new CuttingProxy(RealtimeHouse.vertx(), house.port())) {
      WorkspaceId workspace = house.workspace(25);
      TestPhone callee = house.phone(house.member(workspace, "Bert"));
      Endpoint caller = new Endpoint(house.member(workspace, "Anna"), UUID.randomUUID());
      CutWindow window = new CutWindow(proxy.port(), caller);
      JsonObject start =
          new JsonObject()
              .put("to_member_id", callee.endpoint.party().member().toString())
              .put("sdp", TestPhone.SDP);
      assertTrue(window.connection(List.of(command("start", "call.start", start)), reply("start")));
      String call = callee.event("call.incoming").getString("call_id");
      callee.does("call.answer", new JsonObject().put("call_id", call).put("sdp", TestPhone.SDP));
      List<String> pressed = new ArrayList<>();
      for (int bytes = 0; bytes < FURTHEST; bytes += someStep(random)) {
        proxy.cutAfter(bytes, CuttingProxy.NEVER);
        String digit = Integer.toString(random.nextInt(10));
        String id = "digit" + pressed.size();
        JsonObject data = new JsonObject().put("call_id", call).put("digit", digit);
        pressed.add(digit);
        List<String> says = List.of(command(id, "call.dtmf", data));
        if (!window.connection(says, reply(id))) {
          proxy.cutAfter(CuttingProxy.NEVER, CuttingProxy.NEVER);
          assertTrue(window.connection(says, reply(id)), "seed " + seed);
        }
      }
      List<String> heard = new ArrayList<>();
      for (String _ : pressed) {
        heard.add(callee.event("call.dtmf").getString("digit"));
      }
      assertEquals(pressed, heard, "seed " + seed);
      assertTrue(window.cuts() > 20, window.cuts() + " cuts, seed " + seed);
    }
  }

  private static Predicate<JsonObject> reply(String id) {
    return frame -> {
      boolean ours = id.equals(frame.getString("id"));
      assertTrue(!ours || frame.getBoolean("ok"), frame::encode);
      return ours;
    };
  }

  private static String command(String id, String name, JsonObject data) {
    return new JsonObject()
        .put("type", "command")
        .put("id", id)
        .put("command", name)
        .put("data", data)
        .encode();
  }
}
