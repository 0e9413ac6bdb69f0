package dev.tandem.storage.message;

import dev.tandem.storage.Ids;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.keys.KeyClass;
import dev.tandem.storage.keys.SealedColumn;
import dev.tandem.storage.keys.SealedText;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.seal.Personal;
import io.vertx.sqlclient.Row;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Pieces of texts that come over a line without ids of their own: what has come already, and what
/// of it the carrier may bring again because it does not know that we have it.
public final class InboundParts {
  private static final SealedColumn WORDS =
      new SealedColumn("inbound_part", "words", KeyClass.MESSAGES);
  private static final String FINGERPRINT = "inbound part";
  private static final String TEXT = "inbound text";

  /// A stored piece.
  public record Piece(UUID id, InboundPart part) {}

  /// Keeps others from working on the pieces of the same text until this transaction ends.
  public void hold(Tenant tx, InboundPart part) {
    byte[] key = tx.vault().index(TEXT, part.textKey());
    tx.sql()
        .one(
            "SELECT 1 AS held FROM (SELECT pg_advisory_xact_lock($1)) AS lock",
            row -> row.getInteger("held"),
            ByteBuffer.wrap(key).getLong());
  }

  /// The piece that this one is a repeat of; it counts as come in this session from now on. A short
  /// text is one if an earlier session brought the same since `since` and ended before it was
  /// certain that the carrier knows that we have it. Somebody may say the same twice, so within a
  /// session nothing short is. Of a long text every piece has its place, so the same is a repeat.
  public Optional<UUID> repeated(Tenant tx, InboundPart part, Instant since) {
    return tx.sql()
        .one(
            """
            UPDATE tenant.inbound_part SET session = $4 WHERE id =
              (SELECT id FROM tenant.inbound_part
               WHERE carrier_account_id = $1 AND fingerprint_index = $2 AND arrived_at > $3
                 AND (total > 1 OR (session <> $4 AND NOT acknowledged))
               ORDER BY id LIMIT 1)
            RETURNING id
            """,
            row -> row.getUUID("id"),
            part.carrierAccountId(),
            tx.vault().index(FINGERPRINT, part.fingerprint()),
            since,
            part.session());
  }

  public UUID add(Tenant tx, InboundPart part) {
    UUID id = Ids.next();
    tx.sql()
        .run(
            """
            INSERT INTO tenant.inbound_part
              (workspace_id, id, carrier_account_id, session, fingerprint_index, text_index, total, place, words,
               acknowledged, arrived_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, false, $10)
            """,
            tx.workspace().value(),
            id,
            part.carrierAccountId(),
            part.session(),
            tx.vault().index(FINGERPRINT, part.fingerprint()),
            tx.vault().index(TEXT, part.textKey()),
            part.total(),
            part.place(),
            tx.vault().seal(WORDS, id, words(part)),
            tx.now());
    return id;
  }

  /// The pieces of the same text that are no part of a whole one yet, by place.
  public List<Piece> waiting(Tenant tx, InboundPart part) {
    return tx.sql()
        .list(
            """
            SELECT id, carrier_account_id, session, total, place, words FROM tenant.inbound_part
            WHERE carrier_account_id = $1 AND text_index = $2 AND message_id IS NULL ORDER BY place, id
            """,
            row -> read(tx, row),
            part.carrierAccountId(),
            tx.vault().index(TEXT, part.textKey()));
  }

  /// One piece of each text of the account whose first piece came before that, and which is not
  /// whole.
  public List<Piece> overdue(Tenant tx, UUID carrierAccountId, Instant before) {
    return tx.sql()
        .list(
            """
            SELECT DISTINCT ON (text_index) id, carrier_account_id, session, total, place, words
            FROM tenant.inbound_part
            WHERE carrier_account_id = $1 AND message_id IS NULL AND arrived_at < $2
            ORDER BY text_index, id
            """,
            row -> read(tx, row),
            carrierAccountId,
            before);
  }

  /// These are in a text now.
  public void whole(Tenant tx, Collection<UUID> ids, UUID messageId) {
    tx.sql()
        .run(
            "UPDATE tenant.inbound_part SET message_id = $2 WHERE id = ANY($1)",
            ids.toArray(UUID[]::new),
            messageId);
  }

  /// The carrier has read that we have these, so it will not bring them again.
  public void acknowledged(Tenant tx, Collection<UUID> ids) {
    Object all = ids.toArray(UUID[]::new);
    tx.sql().run("DELETE FROM tenant.inbound_part WHERE id = ANY($1) AND total = 1", all);
    tx.sql().run("UPDATE tenant.inbound_part SET acknowledged = true WHERE id = ANY($1)", all);
  }

  /// Forgets what came before that and is in a text.
  public int sweep(Tenant tx, Instant before) {
    return tx.sql()
        .change(
            "DELETE FROM tenant.inbound_part WHERE arrived_at < $1 AND message_id IS NOT NULL",
            before);
  }

  /// Halves of surrogate pairs are kept too, which UTF-8 cannot hold.
  private static byte[] words(InboundPart part) {
    String text = part.text().value();
    ByteBuffer units = ByteBuffer.allocate(text.length() * Character.BYTES);
    text.chars().forEach(unit -> units.putChar((char) unit));
    return SealedText.join(
        List.of(
            part.from().value(),
            part.to().value(),
            Integer.toString(part.reference()),
            HexFormat.of().formatHex(units.array())));
  }

  private static Piece read(Tenant tx, Row row) {
    UUID id = row.getUUID("id");
    List<String> words = SealedText.split(tx.vault().open(WORDS, id, Sql.bytes(row, "words")));
    byte[] units = HexFormat.of().parseHex(words.get(3));
    StringBuilder text = new StringBuilder(units.length / Character.BYTES);
    for (ByteBuffer each = ByteBuffer.wrap(units); each.hasRemaining(); ) {
      text.append(each.getChar());
    }
    return new Piece(
        id,
        new InboundPart(
            row.getUUID("carrier_account_id"),
            row.getUUID("session"),
            Personal.of(words.get(0)),
            Personal.of(words.get(1)),
            Integer.parseInt(words.get(2)),
            row.getInteger("total"),
            row.getInteger("place"),
            Personal.of(text.toString())));
  }
}
