package dev.tandem.gateway.edge.realtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.gateway.call.Party;
import dev.tandem.media.leg.Availability;
import dev.tandem.storage.Storage;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.blob.BlobId;
import dev.tandem.storage.blob.BlobReader;
import dev.tandem.storage.blob.Blobs;
import dev.tandem.storage.call.CallOutcome;
import dev.tandem.storage.voicemail.Voicemail;
import dev.tandem.storage.voicemail.Voicemails;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Goal: a call that nobody answers becomes a voicemail whose sound is what was said, byte for
/// byte. Method: real sockets and storage; the voicemail line is a double that speaks a real
/// Ogg/Opus file.
final class VoicemailIsKeptTest {

  @Test
  void nobodyAnswersAndTheMessageIsKept() {
    try (RealtimeHouse house = RealtimeHouse.open()) {
      WorkspaceId workspace = house.workspace(1);
      TestPhone caller = house.phone(house.member(workspace, "Anna"));
      TestPhone callee = house.phone(house.member(workspace, "Bert"));

      String call = caller.call(callee.endpoint);
      JsonObject id = new JsonObject().put("call_id", call);
      caller.does(
          "call.candidate", id.copy().put("candidate", new JsonObject().put("candidate", "early")));
      assertEquals(call, callee.event("call.incoming").getString("call_id"));
      assertEquals("no_answer", callee.event("call.ended").getString("reason"));
      assertEquals("voicemail", caller.event("call.answered").getString("by"));
      assertEquals("greeting", caller.event("call.voicemail").getString("phase"));
      assertEquals("recording", caller.event("call.voicemail").getString("phase"));
      caller.does("call.hangup", id);
      assertEquals("saved", caller.event("call.voicemail").getString("phase"));
      assertEquals("voicemail", caller.event("call.ended").getString("outcome"));
      assertEquals(
          List.of("early"), house.voicemail.candidates.stream().map(c -> c.candidate()).toList());

      JsonObject created = callee.event("voicemail.created").getJsonObject("voicemail");
      assertEquals("Anna", created.getJsonObject("from").getString("name"));
      assertEquals(List.of(0, 9, 200), created.getJsonArray("peaks").getList());
      Voicemail kept = find(workspace, created.getString("id"));
      assertEquals(UUID.fromString(call), kept.callId());
      assertEquals(2_500, kept.durationMillis());
      assertArrayEquals(FakeVoicemailLine.sound(), sound(workspace, kept));
      var record = TwoMembersCallTest.record(workspace, call);
      assertEquals(Optional.of(CallOutcome.VOICEMAIL), record.outcome());
      assertEquals(Optional.of(kept.id()), record.voicemailId());
      JsonObject recorded = caller.event("call.recorded").getJsonObject("call");
      assertEquals(created.getString("id"), recorded.getString("voicemail_id"));
    }
  }

  @Test
  void anOfflineMemberIsLeftAMessageAtOnce() {
    try (RealtimeHouse house = RealtimeHouse.open()) {
      WorkspaceId workspace = house.workspace(25);
      TestPhone caller = house.phone(house.member(workspace, "Anna"));
      Party absent = house.member(workspace, "Bert");
      JsonObject id = new JsonObject().put("call_id", callMember(caller, absent, false));
      assertEquals("voicemail", caller.event("call.answered").getString("by"));
      JsonObject unused = caller.event("call.voicemail");
      assertEquals("greeting", unused.getString("phase"));
      assertEquals("recording", caller.event("call.voicemail").getString("phase"));
      caller.does("call.hangup", id);
      assertEquals("saved", caller.event("call.voicemail").getString("phase"));
    }
  }

  @Test
  void whatIsMissingForVoicemailIsTold() {
    try (RealtimeHouse house = RealtimeHouse.open()) {
      house.voicemail.availability =
          new Availability.Missing(List.of("libpulse0"), "a library is missing");
      WorkspaceId workspace = house.workspace(25);
      TestPhone caller = house.phone(house.member(workspace, "Anna"));
      Party absent = house.member(workspace, "Bert");
      String call = callMember(caller, absent, true);
      JsonObject ended = caller.event("call.ended");
      assertEquals("unavailable", ended.getString("voicemail"));
      assertTrue(ended.getString("detail").contains("libpulse0"), ended.encode());
      JsonObject recorded = caller.event("call.recorded").getJsonObject("call");
      assertEquals(call, recorded.getString("id"));
      assertEquals("failed", recorded.getString("outcome"));
    }
  }

  private static String callMember(TestPhone caller, Party callee, boolean voicemailOnly) {
    return caller
        .does(
            "call.start",
            new JsonObject()
                .put("to_member_id", callee.member().toString())
                .put("voicemail_only", voicemailOnly)
                .put("sdp", TestPhone.SDP))
        .getString("call_id");
  }

  private static Voicemail find(WorkspaceId workspace, String id) {
    return RealtimeHouse.storage()
        .inWorkspace(workspace, tx -> new Voicemails().find(tx, UUID.fromString(id)).orElseThrow());
  }

  private static byte[] sound(WorkspaceId workspace, Voicemail voicemail) {
    Storage storage = RealtimeHouse.storage();
    BlobReader reader =
        new Blobs(storage).open(workspace, new BlobId(voicemail.blobId())).orElseThrow();
    return reader.read(0, (int) reader.length());
  }
}
