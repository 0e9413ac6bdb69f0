package dev.tandem.messaging.team;

import dev.tandem.messaging.team.TeamResult.Absent;
import dev.tandem.messaging.team.TeamResult.Kept;
import dev.tandem.messaging.team.TeamResult.NotNow;
import dev.tandem.messaging.team.TeamResult.NotTheirs;
import dev.tandem.messaging.team.TeamResult.Refused;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.team.Post;
import dev.tandem.storage.team.PostText;
import dev.tandem.storage.team.Posts;
import dev.tandem.storage.team.Room;
import dev.tandem.storage.team.Rooms;
import dev.tandem.storage.workspace.Members;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/// What members may do in rooms. Every member makes channels and direct rooms; an open channel is
/// read and joined by everybody, a closed one by whom somebody in it lets in; who is in a room
/// speaks there. Works in the caller's transaction.
public final class TeamRooms {
  /// Characters of a channel's name.
  public static final int MAX_NAME = 60;

  /// Characters of a post, in UTF-16 units.
  public static final int MAX_CHARS = 8_000;

  /// Members of a direct room, who makes it among them.
  public static final int MAX_DIRECT = 8;

  /// Members that are let into a channel at once.
  public static final int MAX_LET_IN = 100;

  /// For how long its author may give a post other words.
  public static final Duration CHANGEABLE = Duration.ofHours(24);

  private final Rooms rooms = new Rooms();
  private final Posts posts = new Posts();
  private final Members members = new Members();

  public TeamResult<Room> makeChannel(
      Tenant tx, UUID id, UUID maker, String name, boolean open, List<UUID> others) {
    Optional<TeamResult<Room>> unknown = unknown(tx, others, MAX_LET_IN);
    if (unknown.isPresent()) {
      return unknown.get();
    }
    Set<UUID> all = new HashSet<>(others);
    all.add(maker);
    return rooms.createChannel(tx, id, name, open, all)
        ? seen(tx, maker, id)
        : new Refused<>("name", "is taken by another channel");
  }

  /// The direct room of the member with these others; there is one.
  public TeamResult<Room> direct(Tenant tx, UUID id, UUID maker, List<UUID> others) {
    Set<UUID> all = new HashSet<>(others);
    all.add(maker);
    if (all.size() < 2 || all.size() > MAX_DIRECT) {
      return new Refused<>("member_ids", "must name 1 to " + (MAX_DIRECT - 1) + " other members");
    }
    Optional<TeamResult<Room>> unknown = unknown(tx, others, MAX_DIRECT);
    return unknown.orElseGet(() -> seen(tx, maker, rooms.direct(tx, id, all)));
  }

  public TeamResult<Room> rename(Tenant tx, UUID memberId, UUID id, String name) {
    return in(
        tx,
        memberId,
        id,
        room -> {
          if (room.kind() == Room.Kind.DIRECT) {
            return new NotNow<>("A direct room is called by its people. Make a channel instead.");
          }
          return rooms.rename(tx, id, name, room.open())
              ? seen(tx, memberId, id)
              : new Refused<>("name", "is taken by another channel");
        });
  }

  /// Joins an open channel. Joined twice is joined.
  public TeamResult<Room> join(Tenant tx, UUID memberId, UUID id) {
    Optional<Room> room = rooms.find(tx, memberId, id);
    if (room.isEmpty()) {
      return new Absent<>();
    }
    boolean _ = rooms.join(tx, id, List.of(memberId));
    return seen(tx, memberId, id);
  }

  /// Lets others into a channel that the member is in.
  public TeamResult<Room> letIn(Tenant tx, UUID memberId, UUID id, List<UUID> others) {
    return in(
        tx,
        memberId,
        id,
        room -> {
          if (room.kind() == Room.Kind.DIRECT) {
            return new NotNow<>("Begin another direct room with everybody who is to be in it.");
          }
          Optional<TeamResult<Room>> unknown = unknown(tx, others, MAX_LET_IN);
          if (unknown.isPresent()) {
            return unknown.get();
          }
          boolean _ = rooms.join(tx, id, others);
          return seen(tx, memberId, id);
        });
  }

  /// Leaves a channel. The answer is the room as it was.
  public TeamResult<Room> leave(Tenant tx, UUID memberId, UUID id) {
    return in(
        tx,
        memberId,
        id,
        room -> {
          if (room.kind() == Room.Kind.DIRECT) {
            return new NotNow<>("A direct room is not left. Nothing is sent to who is not in it.");
          }
          if (!room.open() && room.members().size() == 1) {
            return new NotNow<>("You are the last one in it: let somebody in first.");
          }
          boolean _ = rooms.leave(tx, id, memberId);
          return new Kept<>(room);
        });
  }

  public TeamResult<Post> say(Tenant tx, UUID id, UUID memberId, UUID roomId, PostText text) {
    return in(
        tx,
        memberId,
        roomId,
        _ ->
            blank(text)
                ? new Refused<>("text", "must have 1 to " + MAX_CHARS + " characters")
                : new Kept<>(posts.add(tx, id, roomId, memberId, text)));
  }

  /// Gives a post of the member's other words.
  public TeamResult<Post> change(Tenant tx, UUID memberId, UUID id, PostText text) {
    return own(
        tx,
        memberId,
        id,
        post -> {
          if (blank(text)) {
            return new Refused<>("text", "must have 1 to " + MAX_CHARS + " characters");
          }
          boolean late = post.createdAt().plus(CHANGEABLE).isBefore(tx.now());
          return !late && posts.change(tx, id, text)
              ? again(tx, memberId, id)
              : new NotNow<>("Its words stand: it is older than a day or was deleted.");
        });
  }

  /// Deletes a post of the member's. Deleted twice is deleted.
  public TeamResult<Post> delete(Tenant tx, UUID memberId, UUID id) {
    return own(
        tx,
        memberId,
        id,
        _ -> {
          boolean _ = posts.delete(tx, id);
          return again(tx, memberId, id);
        });
  }

  private static boolean blank(PostText text) {
    String words = text.words().value();
    return words.isBlank() || words.length() > MAX_CHARS;
  }

  /// Does what needs the member to be in the room.
  private <T> TeamResult<T> in(
      Tenant tx, UUID memberId, UUID id, Function<Room, TeamResult<T>> act) {
    Optional<Room> room = rooms.find(tx, memberId, id);
    if (room.isEmpty()) {
      return new Absent<>();
    }
    return room.get().joined() ? act.apply(room.get()) : new NotNow<>("Join the channel first.");
  }

  private TeamResult<Post> own(
      Tenant tx, UUID memberId, UUID id, Function<Post, TeamResult<Post>> act) {
    Optional<Post> post = posts.find(tx, memberId, id);
    if (post.isEmpty()) {
      return new Absent<>();
    }
    return post.get().authorMemberId().equals(memberId) ? act.apply(post.get()) : new NotTheirs<>();
  }

  private TeamResult<Room> seen(Tenant tx, UUID memberId, UUID id) {
    return rooms.find(tx, memberId, id).<TeamResult<Room>>map(Kept::new).orElseGet(Absent::new);
  }

  private TeamResult<Post> again(Tenant tx, UUID memberId, UUID id) {
    return posts.find(tx, memberId, id).<TeamResult<Post>>map(Kept::new).orElseGet(Absent::new);
  }

  private Optional<TeamResult<Room>> unknown(Tenant tx, List<UUID> named, int most) {
    if (named.size() > most) {
      return Optional.of(new Refused<>("member_ids", "must name at most " + most + " members"));
    }
    Set<UUID> unknown = new HashSet<>(named);
    if (!unknown.isEmpty()) {
      members.all(tx).forEach(member -> unknown.remove(member.id()));
    }
    return unknown.isEmpty()
        ? Optional.empty()
        : Optional.of(new Refused<>("member_ids", "must name members of this workspace"));
  }
}
