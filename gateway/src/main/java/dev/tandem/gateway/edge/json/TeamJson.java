package dev.tandem.gateway.edge.json;

import dev.tandem.storage.seal.Personal;
import dev.tandem.storage.team.Post;
import dev.tandem.storage.team.Room;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/// Rooms and what is said in them, as JSON.
public final class TeamJson {
  private TeamJson() {}

  /// As the member sees it for whom it was read.
  public static JsonObject room(Room room) {
    return new JsonObject()
        .put("id", room.id().toString())
        .put("kind", Words.of(room.kind()))
        .put("name", room.name().map(Personal::value).orElse(null))
        .put("open", room.open())
        .put("joined", room.joined())
        .put("member_ids", new JsonArray(room.members().stream().map(UUID::toString).toList()))
        .put("last_seq", room.lastSeq())
        .put("read_seq", room.readSeq())
        .put("unread", room.unread())
        .put("updated_at", Words.time(room.lastAt()))
        .put("created_at", Words.time(room.createdAt()));
  }

  /// Of a deleted post `text` is null.
  public static JsonObject post(Post post) {
    return new JsonObject()
        .put("id", post.id().toString())
        .put("room_id", post.roomId().toString())
        .put("seq", post.seq())
        .put("author_member_id", post.authorMemberId().toString())
        .put("text", post.text().map(text -> text.words().value()).orElse(null))
        .put("created_at", Words.time(post.createdAt()))
        .put("edited_at", Words.time(post.editedAt()))
        .put("deleted", post.text().isEmpty());
  }
}
