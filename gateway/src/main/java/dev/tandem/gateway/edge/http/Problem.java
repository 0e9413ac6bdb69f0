package dev.tandem.gateway.edge.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/// One refusal as `application/problem+json` (RFC 9457): the code, what to do about this
/// occurrence, and the fields at fault. It never repeats what the client sent.
public record Problem(ProblemCode code, String detail, List<FieldFault> faults) {
  /// The media type of a problem.
  public static final String MEDIA_TYPE = "application/problem+json";

  /// A field and what to write instead.
  public record FieldFault(String field, String detail) {}

  public Problem {
    faults = List.copyOf(faults);
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
    return json;
  }
}
