package dev.tandem.gateway.edge.json;

import dev.tandem.storage.Tenant;
import dev.tandem.storage.message.Attachment;
import dev.tandem.storage.message.Attachments;
import dev.tandem.storage.message.Direction;
import dev.tandem.storage.message.Message;
import dev.tandem.storage.message.Receipt;
import dev.tandem.storage.message.Receipts;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/// Texts as JSON, with what other tables know of them, read for all of them at once. Blocks.
public final class TextsJson {
  private static final Attachments ATTACHMENTS = new Attachments();
  private static final Receipts RECEIPTS = new Receipts();

  private TextsJson() {}

  /// Renders each of these texts.
  public static Function<Message, JsonObject> of(Tenant tx, Collection<Message> texts) {
    Map<UUID, List<Attachment>> files =
        ATTACHMENTS.of(tx, texts.stream().map(Message::id).toList());
    Map<UUID, List<Receipt>> receipts =
        RECEIPTS.of(tx, texts.stream().filter(TextsJson::toSeveral).map(Message::id).toList());
    return text ->
        MessageJson.of(
            text,
            files.getOrDefault(text.id(), List.of()),
            receipts.getOrDefault(text.id(), List.of()));
  }

  public static JsonObject one(Tenant tx, Message text) {
    return of(tx, List.of(text)).apply(text);
  }

  private static boolean toSeveral(Message text) {
    return text.direction() == Direction.OUT && text.to().value().size() > 1;
  }
}
