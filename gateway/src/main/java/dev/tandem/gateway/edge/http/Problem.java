package dev.tandem.gateway.edge.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// One refusal as `application/problem+json` (RFC 9457): the code, what to do about this
/// occurrence, and the fields at fault. It never repeats what the client sent.
///
/// @param sendAt of a text that cannot leave now: when it can
public record Problem(
    ProblemCode code, String detail, List<FieldFault> faults, Optional<Instant> sendAt) {
  /// The media type of a problem.
  public static final String MEDIA_TYPE = "application/problem+json";

  /// A field and what to write instead.
  public record FieldFault(String field, String detail) {}

  public Problem {
    faults = List.copyOf(faults);
  }

  /// A problem without a time.
  public Problem(ProblemCode code, String detail, List<FieldFault> faults) {
    this(code, detail, faults, Optional.empty());
  }

  /// A problem that no single field caused.
  public static Problem of(ProblemCode code, String detail) {
    return new Problem(code, detail, List.of());
  }

  /// The body.
  public JsonObject json() {
    JsonObject json =
        new JsonObject()
            .put("type", "/problems/" + code.word())
            .put("title", code.title())
            .put("status", code.status())
            .put("detail", detail)
            .put("code", code.word());
    if (!faults.isEmpty()) {
      JsonArray errors = new JsonArray();
      for (FieldFault fault : faults) {
        errors.add(new JsonObject().put("field", fault.field()).put("detail", fault.detail()));
      }
      json.put("errors", errors);
    }
    sendAt.ifPresent(at -> json.put("send_at", at.truncatedTo(ChronoUnit.MILLIS).toString()));
    return json;
  }
}
