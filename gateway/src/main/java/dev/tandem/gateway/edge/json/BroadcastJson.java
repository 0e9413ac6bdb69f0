package dev.tandem.gateway.edge.json;

import dev.tandem.storage.Tenant;
import dev.tandem.storage.broadcast.Broadcast;
import dev.tandem.storage.broadcast.Receiver;
import dev.tandem.storage.broadcast.Receiver.Progress;
import dev.tandem.storage.broadcast.Receiver.Sent;
import dev.tandem.storage.broadcast.Receivers;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/// One text for many, as JSON.
public final class BroadcastJson {
  private static final Receivers RECEIVERS = new Receivers();

  private BroadcastJson() {}

  /// With how many have come how far. Blocks.
  public static JsonObject of(Tenant tx, Broadcast broadcast) {
    Map<Progress, Integer> tally = RECEIVERS.tally(tx, broadcast.id());
    JsonObject progress = new JsonObject();
    for (Progress each : Progress.values()) {
      progress.put(Words.of(each), tally.getOrDefault(each, 0));
    }
    return new JsonObject()
        .put("id", broadcast.id().toString())
        .put("number_id", broadcast.numberId().toString())
        .put("author_member_id", broadcast.authorMemberId().toString())
        .put("name", broadcast.name().value())
        .put("text", broadcast.text().value())
        .put("per_minute", broadcast.perMinute())
        .put("receivers", broadcast.receivers())
        .put("state", Words.of(broadcast.state()))
        .put("stopped", broadcast.stopped().map(Words::of).orElse(null))
        .put("begins_at", broadcast.beginsAt().map(Words::time).orElse(null))
        .put("progress", progress)
        .put("created_at", Words.time(broadcast.createdAt()));
  }

  public static JsonObject of(Receiver receiver) {
    return new JsonObject()
        .put("place", receiver.place())
        .put("to", receiver.to().value())
        .put("progress", Words.of(receiver.progress()))
        .put("refusal", receiver.refusal().map(Words::of).orElse(null))
        .put("night_until", receiver.nightUntil().map(Words::time).orElse(null))
        .put("message_id", Words.id(receiver.sent().map(Sent::messageId)))
        .put("conversation_id", Words.id(receiver.sent().map(Sent::conversationId)))
        .put("error_code", receiver.sent().flatMap(Sent::errorCode).orElse(null));
  }
}
