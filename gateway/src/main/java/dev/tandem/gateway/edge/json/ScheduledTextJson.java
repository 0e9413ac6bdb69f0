package dev.tandem.gateway.edge.json;

import dev.tandem.messaging.text.Segments;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.schedule.ScheduledText;
import dev.tandem.storage.schedule.ScheduledTexts;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/// A text that leaves at a time, as JSON.
public final class ScheduledTextJson {
  private static final ScheduledTexts TEXTS = new ScheduledTexts();

  private ScheduledTextJson() {}

  public static JsonObject of(ScheduledText text) {
    Segments segments = Segments.of(text.text().value());
    return new JsonObject()
        .put("id", text.id().toString())
        .put("conversation_id", text.conversationId().toString())
        .put("author_member_id", text.authorMemberId().toString())
        .put("text", text.text().value())
        .put("wanted_at", Words.time(text.wantedAt()))
        .put("send_at", Words.time(text.sendAt()))
        .put("unless_reply", text.unlessReply())
        .put("state", Words.of(text.state()))
        .put("held_for", text.heldFor().map(Words::of).orElse(null))
        .put("message_id", Words.id(text.messageId()))
        .put("segments", segments.count())
        .put("encoding", Words.of(segments.encoding().stored()))
        .put("created_at", Words.time(text.createdAt()));
  }

  /// All that wait in a conversation, as a window shows them. Blocks.
  public static JsonObject waiting(Tenant tx, UUID conversationId) {
    JsonArray data = new JsonArray();
    TEXTS.of(tx, conversationId).forEach(text -> data.add(of(text)));
    return new JsonObject().put("conversation_id", conversationId.toString()).put("data", data);
  }
}
