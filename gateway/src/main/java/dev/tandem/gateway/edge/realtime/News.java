package dev.tandem.gateway.edge.realtime;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// What some members are told; without any named, all are.
record News(Optional<Set<UUID>> members, String event, JsonObject data) {
  /// For one member alone.
  static News to(UUID member, String event, JsonObject data) {
    return new News(Optional.of(Set.of(member)), event, data);
  }
}
