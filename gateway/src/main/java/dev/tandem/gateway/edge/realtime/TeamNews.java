package dev.tandem.gateway.edge.realtime;

import dev.tandem.gateway.edge.json.TeamJson;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.team.Post;
import dev.tandem.storage.team.Posts;
import dev.tandem.storage.team.Room;
import dev.tandem.storage.team.Rooms;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What members are told of rooms: those who may see them, each with their own unread count.
final class TeamNews {
  private final Rooms rooms = new Rooms();
  private final Posts posts = new Posts();

  List<News> room(Tenant tx, UUID id, List<UUID> listeners) {
    List<News> news = new ArrayList<>();
    for (UUID member : listeners) {
      rooms
          .find(tx, member, id)
          .ifPresent(room -> news.add(told(member, "room.updated", room, new JsonObject())));
    }
    return news;
  }

  /// Who left a closed room cannot see it any more; of an open one they are told as everybody is.
  List<News> left(Tenant tx, UUID id, UUID memberId) {
    return rooms.find(tx, memberId, id).isPresent()
        ? List.of()
        : List.of(News.to(memberId, "room.gone", new JsonObject().put("id", id.toString())));
  }

  List<News> post(Tenant tx, UUID id, String event, List<UUID> listeners) {
    List<News> news = new ArrayList<>();
    for (UUID member : listeners) {
      Optional<Post> post = posts.find(tx, member, id);
      post.flatMap(seen -> rooms.find(tx, member, seen.roomId()))
          .ifPresent(
              room ->
                  news.add(
                      told(
                          member,
                          event,
                          room,
                          new JsonObject().put("post", TeamJson.post(post.orElseThrow())))));
    }
    return news;
  }

  private static News told(UUID member, String event, Room room, JsonObject data) {
    return News.to(member, event, data.put("room", TeamJson.room(room)));
  }
}
