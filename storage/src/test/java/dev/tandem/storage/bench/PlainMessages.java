package dev.tandem.storage.bench;

import dev.tandem.storage.WorkspaceId;
import java.sql.SQLException;

/// The peer's table: a message's columns, keys and foreign key, in the clear.
final class PlainMessages {
  private PlainMessages() {}

  static void make(BenchDatabase database, WorkspaceId workspace) throws SQLException {
    database.statements(
        "CREATE SCHEMA plain",
        """
        CREATE TABLE plain.conversation (
          workspace_id uuid NOT NULL, id uuid NOT NULL, PRIMARY KEY (workspace_id, id))
        """,
        "INSERT INTO plain.conversation SELECT '"
            + workspace
            + "', ('00000000-0000-7000-8000-000000000' || n)::uuid FROM generate_series(100, 999) n",
        "CREATE SEQUENCE plain.seq",
        """
        CREATE TABLE plain.message (
          workspace_id uuid NOT NULL, id uuid NOT NULL, conversation_id uuid NOT NULL, seq bigint NOT NULL,
          inbound_number bigint NOT NULL, direction text NOT NULL, content text NOT NULL, state text NOT NULL,
          segments integer NOT NULL, encoding text NOT NULL, error_code text, error_text text,
          author_member_id uuid, created_at timestamptz NOT NULL, carrier_account_id uuid, provider_id text,
          PRIMARY KEY (workspace_id, id), UNIQUE (workspace_id, conversation_id, seq),
          UNIQUE (workspace_id, carrier_account_id, provider_id),
          FOREIGN KEY (workspace_id, conversation_id) REFERENCES plain.conversation ON DELETE CASCADE)
        """);
  }

  /// A row a transaction, in one of 900 conversations; ids in the order of time as ours are.
  static String insert(WorkspaceId workspace) {
    return """
        \\set c random(100, 999)
        INSERT INTO plain.message (workspace_id, id, conversation_id, seq, inbound_number, direction, content, state, \
        segments, encoding, created_at) VALUES ('%s', uuidv7(), ('00000000-0000-7000-8000-000000000' || :c)::uuid, \
        nextval('plain.seq'), 1, 'OUT', '%s %s %s', 'QUEUED', 1, 'GSM7', now());
        """
        .formatted(workspace, BenchTexts.OURS, BenchTexts.THEIRS, new Corpus(3).text());
  }
}
