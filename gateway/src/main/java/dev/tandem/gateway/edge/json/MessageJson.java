package dev.tandem.gateway.edge.json;

import dev.tandem.messaging.media.Thumbnails;
import dev.tandem.storage.message.Attachment;
import dev.tandem.storage.message.Message;
import dev.tandem.storage.seal.Personal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A text as JSON.
public final class MessageJson {
  private MessageJson() {}

  /// @param attachments what came with it
  public static JsonObject of(Message message, List<Attachment> attachments) {
    JsonArray media = new JsonArray();
    attachments.forEach(one -> media.add(of(one)));
    return new JsonObject()
        .put("id", message.id().toString())
        .put("conversation_id", message.conversationId().toString())
        .put("seq", message.seq())
        .put("direction", Words.of(message.direction()))
        .put("from", message.from().value())
        .put("to", new JsonArray(message.to().value()))
        .put("text", message.text().value())
        .put("media", media)
        .put("state", Words.of(message.state()))
        .put("segments", message.segments())
        .put("encoding", Words.of(message.encoding()))
        .put("error", error(message))
        .put("author_member_id", Words.id(message.authorMemberId()))
        .put("created_at", Words.time(message.createdAt()));
  }

  /// What came or goes with a text, or is to.
  public static JsonObject of(Attachment attachment) {
    return new JsonObject()
        .put("id", attachment.id().toString())
        .put("state", Words.of(attachment.state()))
        .put("type", attachment.mediaType())
        .put("size", attachment.size())
        .put(
            "thumbnail", attachment.blob().isPresent() && Thumbnails.madeOf(attachment.mediaType()))
        .put("reason", attachment.reason().orElse(null))
        .put("removed_at_carrier", attachment.removedAtCarrier());
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
