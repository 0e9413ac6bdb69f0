package dev.tandem.gateway.edge.json;

import dev.tandem.storage.template.Template;
import io.vertx.core.json.JsonObject;

/// Templates as JSON.
public final class TemplateJson {
  private TemplateJson() {}

  public static JsonObject of(Template template) {
    return new JsonObject()
        .put("id", template.id().toString())
        .put("name", template.name().value())
        .put("text", template.text().value())
        .put("changed_by", template.changedBy().toString())
        .put("changed_at", Words.time(template.changedAt()));
  }
}
