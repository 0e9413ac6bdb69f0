package dev.tandem.messaging.carrier.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/// Reads JSON that others wrote: what is missing or of another type is simply not there.
public final class Json {
  private Json() {}

  /// Empty when the bytes are no JSON object.
  public static Optional<JsonObject> object(Buffer bytes) {
    try {
      return Optional.of(new JsonObject(bytes));
    } catch (DecodeException | ClassCastException notAnObject) {
      return Optional.empty();
    }
  }

  /// Empty when the bytes are no JSON array.
  public static Optional<JsonArray> array(Buffer bytes) {
    try {
      return Optional.of(new JsonArray(bytes));
    } catch (DecodeException | ClassCastException notAnArray) {
      return Optional.empty();
    }
  }

  public static Optional<String> text(JsonObject json, String name) {
    return json.getValue(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /// A code that some carriers write as a number and some as text.
  public static Optional<String> code(JsonObject json, String name) {
    return switch (json.getValue(name)) {
      case String text when !text.isBlank() -> Optional.of(text.strip());
      case Integer number -> Optional.of(number.toString());
      case null, default -> Optional.empty();
    };
  }

  public static Optional<Integer> number(JsonObject json, String name) {
    return json.getValue(name) instanceof Integer number ? Optional.of(number) : Optional.empty();
  }

  public static Optional<JsonObject> object(JsonObject json, String name) {
    return json.getValue(name) instanceof JsonObject object
        ? Optional.of(object)
        : Optional.empty();
  }

  /// The objects of an array; other things in it are left out. Empty when there is no array.
  public static List<JsonObject> objects(JsonObject json, String name) {
    return json.getValue(name) instanceof JsonArray array ? objects(array) : List.of();
  }

  public static List<JsonObject> objects(JsonArray array) {
    return array.stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast).toList();
  }

  /// The texts of an array; other things in it are left out. Empty when there is no array.
  public static List<String> texts(JsonObject json, String name) {
    return json.getValue(name) instanceof JsonArray array
        ? array.stream().filter(String.class::isInstance).map(String.class::cast).toList()
        : List.of();
  }
}
