package dev.tandem.gateway.edge.json;

import dev.tandem.messaging.media.Thumbnails;
import dev.tandem.storage.message.Attachment;
import dev.tandem.storage.message.Direction;
import dev.tandem.storage.message.Message;
import dev.tandem.storage.message.Receipt;
import dev.tandem.storage.seal.Personal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A text as JSON.
public final class MessageJson {
  private MessageJson() {}

  /// A text of which no more is known than that it was handed in.
  ///
  /// @param attachments what came with it
  public static JsonObject of(Message message, List<Attachment> attachments) {
    return of(message, attachments, List.of());
  }

  /// @param attachments what came with it
  /// @param receipts how far it has come with each, of one of ours to several people
  public static JsonObject of(
      Message message, List<Attachment> attachments, List<Receipt> receipts) {
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
        .put("error", error(message.errorCode(), message.errorText()))
        .put("receivers", receivers(message, receipts))
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

  /// Each of several whom a text of ours is for. Of whom nothing was reported the text itself says
  /// how far it is.
  private static JsonArray receivers(Message message, List<Receipt> receipts) {
    JsonArray each = new JsonArray();
    List<String> to = message.to().value();
    if (message.direction() == Direction.IN || to.size() < 2) {
      return each;
    }
    for (int i = 0; i < to.size(); i++) {
      int place = i;
      Optional<Receipt> known = receipts.stream().filter(it -> it.place() == place).findFirst();
      each.add(
          new JsonObject()
              .put("number", to.get(i))
              .put("state", Words.of(known.map(Receipt::state).orElse(message.state())))
              .put(
                  "error",
                  error(known.flatMap(Receipt::errorCode), known.flatMap(Receipt::errorText))));
    }
    return each;
  }

  private static @Nullable JsonObject error(
      Optional<String> errorCode, Optional<Personal<String>> errorText) {
    return errorCode
        .map(
            code ->
                new JsonObject()
                    .put("code", code)
                    .put("detail", errorText.map(Personal::value).orElse("")))
        .orElse(null);
  }
}
