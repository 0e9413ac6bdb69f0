package dev.tandem.storage.consent;

import dev.tandem.storage.Ids;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.keys.KeyClass;
import dev.tandem.storage.keys.SealedColumn;
import dev.tandem.storage.keys.SealedText;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.seal.Personal;
import io.vertx.sqlclient.Row;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The consent ledger of a workspace. The gateway's role may add to it and may not change or delete
/// what is in it.
public final class Consents {
  private static final SealedColumn CONTENT =
      new SealedColumn("consent_entry", "content", KeyClass.MESSAGES);
  private static final String INDEX = "consent_party";
  private static final String COLUMNS =
      """
      SELECT id, number_id, kind, scope, channel, content, message_id, member_id, created_at
      FROM tenant.consent_entry
      """;

  /// Adds an entry. False when the text that it came by is the source of one already: nothing is
  /// added then.
  public boolean add(Tenant tx, NewConsent said) {
    UUID id = Ids.next();
    return tx.sql()
            .change(
                """
                INSERT INTO tenant.consent_entry
                  (workspace_id, id, number_id, party_index, kind, scope, channel, content, message_id, member_id,
                   created_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
                ON CONFLICT (workspace_id, message_id) DO NOTHING
                """,
                tx.workspace().value(),
                id,
                said.numberId(),
                index(tx, said.party().value()),
                said.kind(),
                said.scope(),
                said.channel(),
                tx.vault()
                    .seal(
                        CONTENT,
                        id,
                        SealedText.join(List.of(said.party().value(), said.words().value()))),
                said.messageId(),
                said.memberId(),
                tx.now())
        == 1;
  }

  /// The entry that counts now between a number of ours and a person: the newest that was said to
  /// that number or to all.
  public Optional<ConsentEntry> newest(Tenant tx, UUID numberId, String party) {
    return history(tx, numberId, party, 1).stream().findFirst();
  }

  /// The same of many pairs in one go, for lists. A pair about which nothing was said is left out.
  public Map<ConsentPair, ConsentEntry> newest(Tenant tx, Collection<ConsentPair> pairs) {
    List<ConsentPair> asked = List.copyOf(new LinkedHashSet<>(pairs));
    Map<ConsentPair, ConsentEntry> found = new HashMap<>();
    if (asked.isEmpty()) {
      return found;
    }
    String sql =
        """
        SELECT pair.place, newest.*
        FROM unnest($1::uuid[], $2::bytea[]) WITH ORDINALITY AS pair (number_id, party_index, place)
        CROSS JOIN LATERAL (
          SELECT id, number_id, kind, scope, channel, content, message_id, member_id, created_at
          FROM tenant.consent_entry e
          WHERE e.party_index = pair.party_index AND (e.number_id = pair.number_id OR e.scope = 'WORKSPACE')
          ORDER BY seq DESC LIMIT 1
        ) newest
        """;
    UUID[] numbers = asked.stream().map(ConsentPair::numberId).toArray(UUID[]::new);
    byte[][] parties = asked.stream().map(pair -> index(tx, pair.party())).toArray(byte[][]::new);
    for (Row row : tx.sql().run(sql, numbers, parties)) {
      found.put(asked.get(Math.toIntExact(row.getLong("place")) - 1), read(tx, row));
    }
    return found;
  }

  /// Entries that reach this number, newest first.
  public List<ConsentEntry> history(Tenant tx, UUID numberId, String party, int limit) {
    return tx.sql()
        .list(
            COLUMNS
                + """
                WHERE party_index = $1 AND (number_id = $2 OR scope = 'WORKSPACE')
                ORDER BY seq DESC LIMIT $3
                """,
            row -> read(tx, row),
            index(tx, party),
            numberId,
            limit);
  }

  private static byte[] index(Tenant tx, String party) {
    return tx.vault().index(INDEX, party);
  }

  private static ConsentEntry read(Tenant tx, Row row) {
    UUID id = row.getUUID("id");
    List<String> content =
        SealedText.split(tx.vault().open(CONTENT, id, Sql.bytes(row, "content")));
    return new ConsentEntry(
        id,
        new NewConsent(
            row.getUUID("number_id"),
            Personal.of(content.get(0)),
            ConsentKind.valueOf(row.getString("kind")),
            ConsentScope.valueOf(row.getString("scope")),
            ConsentChannel.valueOf(row.getString("channel")),
            Personal.of(content.get(1)),
            Sql.maybeId(row, "message_id"),
            Sql.maybeId(row, "member_id")),
        Sql.instant(row, "created_at"));
  }
}
