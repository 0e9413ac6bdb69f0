package dev.tandem.storage.note;

import dev.tandem.storage.Tenant;
import java.util.List;
import java.util.UUID;

/// Who is called by a note, and whether they have seen it. Reading the conversation reads them
/// ([dev.tandem.storage.message.Conversations#markRead]).
final class Mentions {
  private Mentions() {}

  /// Makes `members` those whom the note calls. Who was called already keeps what they have read;
  /// who writes a note is not called by it.
  static void set(Tenant tx, Note note, List<UUID> members) {
    UUID[] called =
        members.stream().filter(id -> !id.equals(note.authorMemberId())).toArray(UUID[]::new);
    tx.sql()
        .run(
            "DELETE FROM tenant.mention WHERE note_id = $1 AND member_id <> ALL($2)",
            note.id(),
            called);
    if (called.length > 0) {
      tx.sql()
          .run(
              """
              INSERT INTO tenant.mention (workspace_id, note_id, member_id, conversation_id, seq)
              SELECT $1, $2, unnest($3::uuid[]), $4, $5
              ON CONFLICT DO NOTHING
              """,
              tx.workspace().value(),
              note.id(),
              called,
              note.conversationId(),
              note.seq());
    }
  }
}
