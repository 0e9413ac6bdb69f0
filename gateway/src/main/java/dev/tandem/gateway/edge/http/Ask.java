package dev.tandem.gateway.edge.http;

import dev.tandem.gateway.account.Principal;
import dev.tandem.storage.Cursor;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// One request as an endpoint sees it: authenticated, limited, parsed.
///
/// @param file body of a route that takes a file
/// @param stream body of a route that reads its file while it comes; it may end with a [Refusal]
/// @param peer network address of the client
/// @param fingerprint SHA-256 of method, path and body: what an `Idempotency-Key` is bound to
public record Ask(
    Optional<Principal> asker,
    HttpMethod method,
    Map<String, String> variables,
    MultiMap query,
    MultiMap headers,
    JsonObject body,
    Buffer file,
    InputStream stream,
    String peer,
    String fingerprint) {

  /// The same request, bound to what its stream held.
  Ask withFingerprint(String read) {
    return new Ask(asker, method, variables, query, headers, body, file, stream, peer, read);
  }

  /// The principal of a route that nobody else reaches.
  public Principal principal() {
    return asker.orElseThrow(
        () -> new IllegalStateException("the route table lets nobody here unauthenticated"));
  }

  /// The id in the path; what is no id names nothing.
  public UUID id() {
    return Fields.id(variables.getOrDefault("id", "")).orElseThrow(Refusal::notFound);
  }

  /// The body's fields.
  public Fields fields() {
    return new Fields(body);
  }

  /// A query parameter.
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name));
  }

  /// The cursor to go on from.
  public Optional<String> cursor() {
    return parameter("cursor").filter(text -> !text.isEmpty());
  }

  /// The cursor of a list that runs from new to old.
  public Optional<String> timeCursor() {
    Optional<String> cursor = cursor();
    try {
      cursor.ifPresent(Cursor::parse);
      return cursor;
    } catch (IllegalArgumentException e) {
      throw badCursor();
    }
  }

  /// What a cursor is refused with.
  static Refusal badCursor() {
    return Refusal.of(
        ProblemCode.MALFORMED_CURSOR, "Take `next_cursor` of the page before, or leave it out.");
  }

  /// Items asked for, 1 to `max`.
  public int limit(int fallback, int max) {
    Optional<String> text = parameter("limit");
    if (text.isEmpty()) {
      return fallback;
    }
    try {
      int limit = Integer.parseInt(text.get());
      if (limit >= 1 && limit <= max) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw Refusal.field("limit", "must be a whole number from 1 to " + max);
  }

  /// The client's `Idempotency-Key`.
  public Optional<String> idempotencyKey() {
    return Optional.ofNullable(headers.get("idempotency-key"));
  }

  /// The type of the body, in lower case and without parameters.
  public String mediaType() {
    return Optional.ofNullable(headers.get("content-type"))
        .orElse("")
        .split(";", 2)[0]
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  /// Refuses a file of another type than these.
  public void checkType(Set<String> mediaTypes) {
    if (!mediaTypes.contains(mediaType())) {
      throw Refusal.of(
          ProblemCode.UNSUPPORTED_MEDIA_TYPE,
          "Send a Content-Type of "
              + String.join(", ", mediaTypes.stream().sorted().toList())
              + ".");
    }
  }
}
