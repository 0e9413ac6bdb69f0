package dev.tandem.gateway.edge.json;

import dev.tandem.storage.note.Note;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/// A note as JSON.
public final class NoteJson {
  private NoteJson() {}

  /// Of a deleted note `text` is null.
  public static JsonObject of(Note note) {
    return new JsonObject()
        .put("id", note.id().toString())
        .put("conversation_id", note.conversationId().toString())
        .put("seq", note.seq())
        .put("author_member_id", note.authorMemberId().toString())
        .put("text", note.text().map(text -> text.words().value()).orElse(null))
        .put("mentions", new JsonArray(note.mentions().stream().map(UUID::toString).toList()))
        .put("created_at", Words.time(note.createdAt()))
        .put("edited_at", Words.time(note.editedAt()))
        .put("deleted", note.text().isEmpty());
  }
}
