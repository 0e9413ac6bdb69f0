package dev.tandem.storage.team;

import dev.tandem.storage.seal.Personal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A channel, or a direct room of few members, as one member sees it: `joined` and `readSeq` are
/// that member's.
///
/// @param name of a channel
/// @param open every member of the workspace may read it and join
/// @param lastAt when something was said last; when it was made, before that
public record Room(
    UUID id,
    Kind kind,
    Optional<Personal<String>> name,
    boolean open,
    List<UUID> members,
    boolean joined,
    long lastSeq,
    long readSeq,
    Instant lastAt,
    Instant createdAt) {
  public Room {
    members = List.copyOf(members);
  }

  public enum Kind {
    CHANNEL,
    DIRECT
  }

  /// Posts that the member has not read; none for who has not joined.
  public long unread() {
    return joined ? lastSeq - readSeq : 0;
  }
}
