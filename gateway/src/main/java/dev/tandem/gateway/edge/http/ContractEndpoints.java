package dev.tandem.gateway.edge.http;

import dev.tandem.gateway.edge.http.Route.Access;
import dev.tandem.gateway.edge.http.Route.Tenancy;
import dev.tandem.gateway.edge.web.Pages;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/// The published contract, and a page to read it without any script.
public final class ContractEndpoints {
  private static final String FILE = "/api/openapi.json";

  /// The routes answered here.
  public List<Route> routes() {
    JsonObject contract = contract();
    return List.of(
        new Route(
            HttpMethod.GET,
            "/openapi.json",
            Access.ANYONE,
            Tenancy.NONE,
            "This contract",
            ask -> Reply.ok(contract)));
  }

  /// Puts the page on `router`.
  public static void mountPage(Router router) {
    router
        .get(RestEdge.BASE + "/docs")
        .handler(
            context ->
                context
                    .response()
                    .putHeader("content-type", "text/html; charset=utf-8")
                    .putHeader("cache-control", "no-cache")
                    .end(page(contract())));
  }

  /// The contract as it is packed with the program.
  static JsonObject contract() {
    try (InputStream in = ContractEndpoints.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new AssertionError("the contract is packed with the program");
      }
      return new JsonObject(Buffer.buffer(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException("the program's own files cannot be read", e);
    }
  }

  private static String page(JsonObject contract) {
    StringBuilder main = new StringBuilder();
    JsonObject about = contract.getJsonObject("info");
    main.append("<h1>").append(Pages.escape(about.getString("title"))).append("</h1>\n");
    for (String paragraph : about.getString("description").split("\n\n", -1)) {
      main.append("<p>").append(Pages.escape(paragraph)).append("</p>\n");
    }
    main.append("<p>For programs: <a href=\"/api/v1/openapi.json\">openapi.json</a>.</p>\n");
    JsonObject paths = contract.getJsonObject("paths");
    for (String path : paths.fieldNames()) {
      JsonObject item = paths.getJsonObject(path);
      for (String method : item.fieldNames()) {
        if (item.getValue(method) instanceof JsonObject operation) {
          operation(main, method, path, operation);
        }
      }
    }
    return Pages.document("API of Tandem", main.toString());
  }

  private static void operation(
      StringBuilder main, String method, String path, JsonObject operation) {
    main.append("<h2><code>")
        .append(method.toUpperCase(Locale.ROOT))
        .append(" ")
        .append(Pages.escape(path))
        .append("</code></h2>\n<p>")
        .append(Pages.escape(operation.getString("summary")))
        .append(".</p>\n");
    JsonObject schema =
        operation
            .getJsonObject("requestBody", new JsonObject())
            .getJsonObject("content", new JsonObject())
            .getJsonObject("application/json", new JsonObject())
            .getJsonObject("schema", new JsonObject());
    JsonObject properties = schema.getJsonObject("properties", new JsonObject());
    if (properties.isEmpty()) {
      return;
    }
    JsonArray required = schema.getJsonArray("required", new JsonArray());
    main.append("<table><tr><th>Field</th><th>Type</th><th></th></tr>\n");
    for (String name : properties.fieldNames()) {
      JsonObject property = properties.getJsonObject(name);
      main.append("<tr><td><code>")
          .append(Pages.escape(name))
          .append("</code></td><td>")
          .append(Pages.escape(String.valueOf(property.getValue("type"))))
          .append("</td><td>")
          .append(required.contains(name) ? "required" : "")
          .append("</td></tr>\n");
    }
    main.append("</table>\n");
  }
}
