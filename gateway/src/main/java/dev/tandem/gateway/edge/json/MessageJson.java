package dev.tandem.gateway.edge.json;

import dev.tandem.storage.message.Message;
import dev.tandem.storage.seal.Personal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// A text as JSON.
public final class MessageJson {
  private MessageJson() {}

  public static JsonObject of(Message message) {
    return new JsonObject()
        .put("id", message.id().toString())
        .put("conversation_id", message.conversationId().toString())
        .put("seq", message.seq())
        .put("direction", Words.of(message.direction()))
        .put("from", message.from().value())
        .put("to", new JsonArray(message.to().value()))
        .put("text", message.text().value())
        .put("media", new JsonArray())
        .put("state", Words.of(message.state()))
        .put("segments", message.segments())
        .put("encoding", Words.of(message.encoding()))
        .put("error", error(message))
        .put("author_member_id", Words.id(message.authorMemberId()))
        .put("created_at", Words.time(message.createdAt()));
  }

  private static @Nullable JsonObject error(Message message) {
    return message
        .errorCode()
        .map(
            code ->
                new JsonObject()
                    .put("code", code)
                    .put("detail", message.errorText().map(Personal::value).orElse("")))
        .orElse(null);
  }
}
