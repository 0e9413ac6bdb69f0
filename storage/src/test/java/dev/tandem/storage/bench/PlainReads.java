package dev.tandem.storage.bench;

import java.sql.SQLException;
import java.util.UUID;

/// What the peer reads: the rows themselves. pgbench draws numbers only, so a table names the
/// conversations by number.
final class PlainReads {
  private PlainReads() {}

  static void make(BenchDatabase database, BenchTexts texts) throws SQLException {
    StringBuilder values = new StringBuilder();
    int number = 0;
    for (UUID conversation : texts.conversations) {
      values.append(number == 0 ? "" : ", ").append("(" + number + ", '" + conversation + "')");
      number++;
    }
    database.statements(
        "CREATE SCHEMA IF NOT EXISTS plain",
        "CREATE TABLE plain.numbered (number int PRIMARY KEY, conversation_id uuid NOT NULL)",
        "INSERT INTO plain.numbered VALUES " + values,
        "ANALYZE plain.numbered");
  }

  static String select(BenchTexts texts, int rows) {
    return """
        \\set c random(0, %d)
        SELECT id, conversation_id, seq, direction, content, state, segments, encoding, error_code, error_text, \
        author_member_id, created_at, carrier_account_id, provider_id FROM tenant.message \
        WHERE conversation_id = (SELECT conversation_id FROM plain.numbered WHERE number = :c) \
        ORDER BY seq DESC LIMIT %d;
        """
        .formatted(texts.conversations.size() - 1, rows);
  }
}
