package dev.tandem.storage.message;

import dev.tandem.storage.Change;
import dev.tandem.storage.Ids;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.keys.KeyClass;
import dev.tandem.storage.keys.SealedColumn;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.seal.Personal;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// How far texts to several people have come with each of them. Of whom nothing was reported there
/// is no receipt: they are where the text is.
public final class Receipts {
  private static final SealedColumn ERROR_TEXT =
      new SealedColumn("receipt", "error_text", KeyClass.MESSAGES);

  private record Known(UUID id, MessageState state) {}

  /// Moves one receiver on, never back. The text is held until the transaction ends, so that what
  /// follows for it from all of them is decided by one report at a time. False when nothing moved,
  /// or there is no such text.
  ///
  /// @param place the receiver's index among [Message#to]
  public boolean advance(
      Tenant tx,
      UUID messageId,
      int place,
      MessageState state,
      Optional<String> errorCode,
      Optional<Personal<String>> errorText) {
    boolean there =
        tx.sql()
            .one("SELECT id FROM tenant.message WHERE id = $1 FOR UPDATE", messageId)
            .isPresent();
    if (!there) {
      return false;
    }
    Optional<Known> known =
        tx.sql()
            .one(
                "SELECT id, state FROM tenant.receipt WHERE message_id = $1 AND place = $2",
                row -> new Known(row.getUUID("id"), MessageState.valueOf(row.getString("state"))),
                messageId,
                place);
    if (known.filter(it -> !it.state().mayBecome(state)).isPresent()) {
      return false;
    }
    UUID id = known.map(Known::id).orElseGet(Ids::next);
    tx.sql()
        .run(
            """
            INSERT INTO tenant.receipt (workspace_id, id, message_id, place, state, error_code, error_text)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (workspace_id, id)
              DO UPDATE SET state = excluded.state, error_code = excluded.error_code, error_text = excluded.error_text
            """,
            tx.workspace().value(),
            id,
            messageId,
            place,
            state,
            errorCode,
            tx.vault().seal(ERROR_TEXT, id, errorText.map(Personal::value)));
    tx.announce(new Change.ReceiptChanged(tx.workspace(), messageId));
    return true;
  }

  /// Those of these texts, by place. A text with none is left out.
  public Map<UUID, List<Receipt>> of(Tenant tx, Collection<UUID> messageIds) {
    Map<UUID, List<Receipt>> byMessage = new HashMap<>();
    if (messageIds.isEmpty()) {
      return byMessage;
    }
    for (Row row :
        tx.sql()
            .run(
                """
                SELECT id, message_id, place, state, error_code, error_text FROM tenant.receipt
                WHERE message_id = ANY($1) ORDER BY message_id, place
                """,
                (Object) messageIds.toArray(UUID[]::new))) {
      byMessage
          .computeIfAbsent(row.getUUID("message_id"), _ -> new ArrayList<>())
          .add(read(tx, row));
    }
    return byMessage;
  }

  private static Receipt read(Tenant tx, Row row) {
    UUID id = row.getUUID("id");
    return new Receipt(
        row.getInteger("place"),
        MessageState.valueOf(row.getString("state")),
        Sql.maybeText(row, "error_code"),
        Sql.maybeBytes(row, "error_text")
            .map(bytes -> Personal.of(tx.vault().openText(ERROR_TEXT, id, bytes))));
  }
}
