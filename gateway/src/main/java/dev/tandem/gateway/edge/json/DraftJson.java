package dev.tandem.gateway.edge.json;

import dev.tandem.storage.draft.Draft;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.UUID;

/// Drafts as JSON.
public final class DraftJson {
  private DraftJson() {}

  public static JsonObject of(Draft draft) {
    return shape(draft.kind(), draft.place())
        .put("text", draft.text().value())
        .put("changed_at", Words.time(draft.changedAt()));
  }

  /// What there is now: of a draft that was cleared, no text.
  public static JsonObject now(Draft.Kind kind, UUID place, Optional<Draft> draft) {
    return draft
        .map(DraftJson::of)
        .orElseGet(() -> shape(kind, place).put("text", "").putNull("changed_at"));
  }

  private static JsonObject shape(Draft.Kind kind, UUID place) {
    return new JsonObject().put("kind", Words.of(kind)).put("place_id", place.toString());
  }
}
