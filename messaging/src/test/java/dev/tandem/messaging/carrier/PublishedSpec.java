package dev.tandem.messaging.carrier;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.messaging.carrier.CarrierCommand.SendText;
import dev.tandem.messaging.text.PhoneNumber;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// What tests need to compare a request with a carrier's published OpenAPI file. Mock servers made
/// from these files let unknown parameters pass; this does not.
public final class PublishedSpec {
  private static final UUID ID = UUID.fromString("0190a0a0-0000-7000-8000-000000000001");
  private static final URI REPORTS =
      URI.create("https://phone.example/carriers/x/1/statuses?message=" + ID);
  private static final PhoneNumber OURS = new PhoneNumber("+12025550100");
  private static final PhoneNumber THEIRS = new PhoneNumber("+12025550123");

  private PublishedSpec() {}

  /// A text with words alone, with attachments alone, and with both.
  public static List<SendText> commands() {
    return Stream.of("image/jpeg", "audio/ogg", "video/mp4", "text/vcard", "application/pdf")
        .map(type -> new OutboundMedia(URI.create("https://phone.example/media/1"), type))
        .flatMap(
            media ->
                Stream.of(
                    new SendText(ID, OURS, THEIRS, "a & b = ü 😀", List.of(), REPORTS),
                    new SendText(ID, OURS, THEIRS, "", List.of(media), REPORTS),
                    new SendText(ID, OURS, THEIRS, "look", List.of(media), REPORTS)))
        .toList();
  }

  /// A text to several people, with words alone and with an attachment.
  public static List<SendText> groups() {
    List<PhoneNumber> others =
        List.of(new PhoneNumber("+12025550124"), new PhoneNumber("+14165550125"));
    OutboundMedia media =
        new OutboundMedia(URI.create("https://phone.example/media/1"), "image/jpeg");
    return Stream.of(List.<OutboundMedia>of(), List.of(media))
        .map(with -> new SendText(ID, OURS, THEIRS, others, "a & b = ü 😀", with, REPORTS))
        .toList();
  }

  /// That the schema defines every field of the body, that the required ones are there, and that
  /// words of enumerations are of them.
  public static void assertDefined(JsonObject spec, JsonObject schema, JsonObject body) {
    JsonObject known = new JsonObject();
    Set<String> required = new HashSet<>();
    collect(spec, schema, known, required);
    assertTrue(
        known.fieldNames().containsAll(body.fieldNames()),
        body.fieldNames() + " of " + known.fieldNames());
    assertTrue(body.fieldNames().containsAll(required), "required " + required);
    body.forEach(
        field -> {
          JsonObject property = resolve(spec, known.getJsonObject(field.getKey()));
          JsonArray words = property.getJsonArray("enum");
          assertTrue(
              words == null || words.contains(field.getValue()),
              field.getKey() + "=" + field.getValue());
          if (field.getValue() instanceof JsonObject inner
              && (property.containsKey("properties") || property.containsKey("allOf"))) {
            assertDefined(spec, property, inner);
          }
          if (field.getValue() instanceof String text && property.containsKey("pattern")) {
            assertTrue(text.matches(property.getString("pattern")), field.getKey());
          }
        });
  }

  private static void collect(
      JsonObject spec, JsonObject schema, JsonObject known, Set<String> required) {
    JsonObject resolved = resolve(spec, schema);
    known.mergeIn(resolved.getJsonObject("properties", new JsonObject()));
    resolved
        .getJsonArray("required", new JsonArray())
        .forEach(name -> required.add(name.toString()));
    resolved
        .getJsonArray("allOf", new JsonArray())
        .forEach(part -> collect(spec, (JsonObject) part, known, required));
  }

  /// Follows `$ref` within the file.
  public static JsonObject resolve(JsonObject spec, JsonObject maybeReference) {
    String reference = maybeReference.getString("$ref");
    if (reference == null) {
      return maybeReference;
    }
    JsonObject at = spec;
    for (String step : reference.substring(2).split("/", -1)) {
      at = at.getJsonObject(step);
    }
    return resolve(spec, at);
  }
}
