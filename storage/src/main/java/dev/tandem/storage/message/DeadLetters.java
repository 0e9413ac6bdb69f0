package dev.tandem.storage.message;

import dev.tandem.storage.Change;
import dev.tandem.storage.Cursor;
import dev.tandem.storage.Page;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.pg.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Texts of ours that failed for good and that nobody has decided about: [Messages#advance] adds
/// each with the state that ends it. A text of which nobody knows whether the carrier has it is not
/// among them.
public final class DeadLetters {
  private final Messages messages = new Messages();

  public record DeadLetter(Message message, Instant failedAt) {}

  private record Place(UUID id, Instant failedAt) {}

  /// The one that failed last first.
  public Page<DeadLetter> page(Tenant tx, Optional<String> cursor, int limit) {
    int rows = Page.limit(limit);
    Cursor from = cursor.map(Cursor::parse).orElse(Cursor.START);
    List<Place> places =
        tx.sql()
            .list(
                """
                SELECT message_id, failed_at FROM tenant.dead_letter
                WHERE (failed_at, message_id) < ($1, $2) ORDER BY failed_at DESC, message_id DESC LIMIT $3
                """,
                row -> new Place(row.getUUID("message_id"), Sql.instant(row, "failed_at")),
                from.time(),
                from.id(),
                rows + 1);
    Page<Place> page =
        Page.cut(places, rows, last -> new Cursor(last.failedAt(), last.id()).text());
    Map<UUID, Message> found =
        messages.all(tx, page.items().stream().map(Place::id).toList()).stream()
            .collect(Collectors.toMap(Message::id, message -> message));
    return new Page<>(
        page.items().stream()
            .flatMap(
                place ->
                    Stream.ofNullable(found.get(place.id()))
                        .map(message -> new DeadLetter(message, place.failedAt())))
            .toList(),
        page.nextCursor());
  }

  /// The text, which nobody else decides about until the transaction ends.
  public Optional<Message> lock(Tenant tx, UUID messageId) {
    return tx.sql()
        .one(
            "SELECT message_id FROM tenant.dead_letter WHERE message_id = $1 FOR UPDATE",
            row -> row.getUUID("message_id"),
            messageId)
        .flatMap(id -> messages.find(tx, id));
  }

  /// Somebody has decided about it. False when somebody had, or it is none.
  public boolean settle(Tenant tx, UUID messageId) {
    boolean settled =
        tx.sql().change("DELETE FROM tenant.dead_letter WHERE message_id = $1", messageId) == 1;
    if (settled) {
      tx.announce(new Change.DeadLettersChanged(tx.workspace()));
    }
    return settled;
  }
}
