package dev.tandem.gateway.edge.http;

import dev.tandem.storage.Page;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What an endpoint answers with when it does not refuse.
public sealed interface Reply {
  /// The HTTP status.
  int status();

  /// Header fields beside the usual ones.
  Map<String, String> headers();

  /// A JSON body.
  record Json(int status, JsonObject body, Map<String, String> headers) implements Reply {}

  /// No body.
  record Empty(int status, Map<String, String> headers) implements Reply {}

  /// Bytes that are read piece by piece while they are sent; `length` of them, or -1 where nobody
  /// knows before the end.
  record Stream(int status, Map<String, String> headers, long length, Source source)
      implements Reply {}

  /// Where the bytes of a [Stream] come from.
  interface Source extends AutoCloseable {
    /// The next piece; empty at the end.
    Optional<byte[]> next();

    @Override
    void close();
  }

  /// 200 with `body`.
  static Reply ok(JsonObject body) {
    return new Json(200, body, Map.of());
  }

  /// 201 with `body`.
  static Reply created(JsonObject body) {
    return new Json(201, body, Map.of());
  }

  /// 204.
  static Reply done() {
    return new Empty(204, Map.of());
  }

  /// One page of a list.
  static <T> Reply page(Page<T> page, Function<T, JsonObject> shape) {
    JsonArray data = new JsonArray();
    page.items().forEach(item -> data.add(shape.apply(item)));
    return page(data, page.nextCursor());
  }

  /// One page of a list whose items are shaped already.
  static Reply page(JsonArray data, Optional<String> nextCursor) {
    return ok(new JsonObject().put("data", data).put("next_cursor", nextCursor.orElse(null)));
  }

  /// A list that is never longer than a page.
  static <T> Reply all(List<T> items, Function<T, JsonObject> shape) {
    return page(new Page<>(items, Optional.empty()), shape);
  }
}
