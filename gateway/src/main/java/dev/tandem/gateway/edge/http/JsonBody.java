package dev.tandem.gateway.edge.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.tandem.gateway.config.Limits;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads one JSON object (RFC 8259) within limits of depth and size; a name twice is refused, for
/// two readers would take different ones.
public final class JsonBody {
  private static final int MAX_NUMBER_CHARS = 32;

  private final JsonFactory factory;

  public JsonBody(Limits limits) {
    this.factory =
        JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(limits.jsonDepth())
                    .maxStringLength(limits.jsonTextChars())
                    .maxNameLength(256)
                    .maxNumberLength(MAX_NUMBER_CHARS)
                    .maxDocumentLength(Math.max(limits.bodyBytes(), limits.frameBytes()))
                    .build())
            .build();
  }

  /// The object in `bytes`.
  ///
  /// @throws Refusal with [ProblemCode#MALFORMED_JSON]
  public JsonObject read(byte[] bytes) {
    try (JsonParser parser = factory.createParser(bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw malformed("Send one JSON object.");
      }
      JsonObject object = object(parser);
      if (parser.nextToken() != null) {
        throw malformed("Send one JSON object and nothing after it.");
      }
      return object;
    } catch (JsonProcessingException e) {
      var where = e.getLocation();
      throw malformed(
          where == null
              ? "Send well-formed JSON."
              : "Look at line %d, column %d: it is not well-formed, too deep or too long."
                  .formatted(where.getLineNr(), where.getColumnNr()));
    } catch (IOException e) {
      throw malformed("Send JSON in UTF-8.");
    }
  }

  private static Refusal malformed(String advice) {
    return Refusal.of(ProblemCode.MALFORMED_JSON, advice);
  }

  private static JsonObject object(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      fields.put(name, value(parser));
    }
    return new JsonObject(fields);
  }

  private static JsonArray array(JsonParser parser) throws IOException {
    JsonArray items = new JsonArray();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser));
    }
    return items;
  }

  private static @Nullable Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case VALUE_NUMBER_INT -> {
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
          throw malformed("Send whole numbers of at most 64 bits.");
        }
        yield parser.getLongValue();
      }
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
          throw malformed("Send well-formed JSON.");
    };
  }
}
