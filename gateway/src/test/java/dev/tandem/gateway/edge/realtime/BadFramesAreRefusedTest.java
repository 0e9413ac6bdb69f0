package dev.tandem.gateway.edge.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.tandem.gateway.call.Party;
import dev.tandem.storage.WorkspaceId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Goal: what is no frame closes the socket with a code that says so, and harms nobody else; what
/// is a frame with a wrong field is answered with the field. Method: real sockets.
final class BadFramesAreRefusedTest {

  @Test
  void whatIsNoFrameClosesTheSocket() {
    try (RealtimeHouse house = RealtimeHouse.open()) {
      Party anna = house.member(house.workspace(25), "Anna");
      List<String> bad =
          List.of(
              "",
              "hello",
              "[]",
              "null",
              "{",
              "{}",
              "{\"type\":7}",
              "{\"type\":\"hello\",\"resume\":null}",
              "{\"type\":\"ack\",\"seq\":-1}",
              "{\"type\":\"ack\",\"seq\":\"1\"}",
              "{\"type\":\"command\",\"command\":\"call.start\",\"data\":{}}",
              "[".repeat(60_000),
              "{\"a\":".repeat(20_000));
      for (String frame : bad) {
        TestPhone phone = house.phone(anna);
        phone.send(frame);
        assertEquals(4400, phone.closeCode(), frame.substring(0, Math.min(60, frame.length())));
      }
      TestPhone phone = house.phone(anna);
      var _ = phone.socket().writeBinaryMessage(Buffer.buffer("beat"));
      assertEquals(4400, phone.closeCode());
    }
  }

  @Test
  void whatIsTooLargeOrTooFastClosesTheSocket() {
    try (RealtimeHouse house = RealtimeHouse.open()) {
      Party anna = house.member(house.workspace(25), "Anna");
      TestPhone large = house.phone(anna);
      large.send("{\"type\":\"beat\",\"x\":\"" + "x".repeat(128 * 1024) + "\"}");
      assertEquals(4413, large.closeCode());
      assertEquals("Send smaller frames.", large.socket().closeReason());
      TestPhone larger = house.phone(anna);
      larger.send("x".repeat(300 * 1024));
      assertEquals(1006, larger.closeCode(), "the decoder takes no more and the connection ends");
      TestPhone fast = house.phone(anna);
      for (int frame = 0; frame < 1_500; frame++) {
        fast.send("{\"type\":\"beat\"}");
      }
      assertEquals(4429, fast.closeCode());
    }
  }

  @Test
  void aWrongFieldIsNamed() {
    try (RealtimeHouse house = RealtimeHouse.open()) {
      WorkspaceId workspace = house.workspace(25);
      TestPhone phone = house.phone(house.member(workspace, "Anna"));
      Party bert = house.member(workspace, "Bert");
      assertEquals("command", field(phone, "call.fly", new JsonObject()));
      assertEquals("data.to_member_id", field(phone, "call.start", new JsonObject()));
      JsonObject start = new JsonObject().put("to_member_id", bert.member().toString());
      assertEquals("data.sdp", field(phone, "call.start", start));
      assertEquals("data.sdp", field(phone, "call.start", start.copy().put("sdp", "v=0\r\n")));
      String long64k = TestPhone.SDP + "a=x:" + "y".repeat(64 * 1024) + "\r\n";
      assertEquals("data.sdp", field(phone, "call.start", start.copy().put("sdp", long64k)));
      JsonObject id = new JsonObject().put("call_id", "1-1-1-1-1");
      assertEquals("data.call_id", field(phone, "call.hangup", id));
    }
  }

  @Test
  void tooManyCommandsAreRefusedAndTheSocketStays() {
    try (RealtimeHouse house = RealtimeHouse.open()) {
      TestPhone phone = house.phone(house.member(house.workspace(25), "Anna"));
      JsonObject id = new JsonObject().put("call_id", "00000000-0000-0000-0000-000000000001");
      for (int command = 0; command < 900; command++) {
        phone.order("x" + command, "call.hangup", id);
      }
      phone.awaitRefusal("not_found");
      phone.awaitRefusal("too_many_requests");
      assertFalse(phone.socket().isClosed(), "the socket stays");
    }
  }

  private static String field(TestPhone phone, String command, JsonObject data) {
    JsonObject reply = phone.command(command, data);
    assertEquals(false, reply.getBoolean("ok"), reply.encode());
    JsonObject problem = reply.getJsonObject("problem");
    assertEquals("invalid_fields", problem.getString("code"));
    return problem.getJsonArray("errors").getJsonObject(0).getString("field");
  }
}
