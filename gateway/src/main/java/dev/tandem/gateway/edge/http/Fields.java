package dev.tandem.gateway.edge.http;

import dev.tandem.gateway.edge.http.Problem.FieldFault;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/// Takes the fields of a body one by one and gathers every fault, so that a client hears of all at
/// once. [#done()] ends the reading: it refuses faults, and fields that nobody asked for.
public final class Fields {
  private static final Pattern UUID_SHAPE =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Pattern EMAIL = Pattern.compile("[^\\s@<>\"]{1,64}@[^\\s@<>\"]{1,189}");

  private final JsonObject body;
  private final String within;
  private final Set<String> asked = new HashSet<>();
  private final List<FieldFault> faults;

  public Fields(JsonObject body) {
    this(body, "", new ArrayList<>());
  }

  private Fields(JsonObject body, String within, List<FieldFault> faults) {
    this.body = body;
    this.within = within;
    this.faults = faults;
  }

  /// The objects of a list of at most `max`, each to be read like a body. Their faults are told
  /// with this one's, as `phones[0].number`.
  public List<Fields> objects(String field, int max) {
    asked.add(field);
    Object value = body.getValue(field);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof JsonArray array)
        || array.size() > max
        || !array.stream().allMatch(JsonObject.class::isInstance)) {
      fault(field, "must be a list of at most " + max + " objects");
      return List.of();
    }
    List<Fields> items = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      items.add(new Fields(array.getJsonObject(i), within + field + "[" + i + "].", faults));
    }
    return items;
  }

  /// A text of `min` to `max` characters, without the spaces around it.
  public String text(String field, int min, int max) {
    Optional<String> found = optionalText(field, min, max);
    if (found.isEmpty() && body.getValue(field) == null) {
      fault(field, "is missing");
    }
    return found.orElse("");
  }

  /// A text that may be absent or null.
  public Optional<String> optionalText(String field, int min, int max) {
    return raw(field, max).map(String::strip).filter(text -> sized(field, text, min, max));
  }

  /// A secret or a message: taken as it is, spaces included.
  public Optional<String> verbatim(String field, int min, int max) {
    return raw(field, max).filter(text -> sized(field, text, min, max));
  }

  private Optional<String> raw(String field, int max) {
    asked.add(field);
    Object value = body.getValue(field);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof String text)) {
      fault(field, "must be a text");
      return Optional.empty();
    }
    if (text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      fault(field, "must be text without control characters");
      return Optional.empty();
    }
    if (text.length() > max) {
      fault(field, "must have at most " + max + " characters");
      return Optional.empty();
    }
    return Optional.of(text);
  }

  private boolean sized(String field, String text, int min, int max) {
    if (text.length() >= min && text.length() <= max) {
      return true;
    }
    fault(field, "must have " + min + " to " + max + " characters");
    return false;
  }

  /// An e-mail address, in lower case; whether it exists only a message to it would tell.
  public String email(String field) {
    String text = text(field, 3, 254).toLowerCase(Locale.ROOT);
    if (!text.isEmpty() && !EMAIL.matcher(text).matches()) {
      fault(field, "must be an e-mail address");
    }
    return text;
  }

  /// One of `words`.
  public String word(String field, Set<String> words) {
    String text = text(field, 1, 64);
    if (!text.isEmpty() && !words.contains(text)) {
      fault(field, "must be one of " + String.join(", ", words.stream().sorted().toList()));
    }
    return text;
  }

  /// Yes or no.
  public boolean flag(String field) {
    asked.add(field);
    if (body.getValue(field) instanceof Boolean value) {
      return value;
    }
    fault(field, "must be true or false");
    return false;
  }

  /// A whole number.
  public long integer(String field, long min, long max) {
    asked.add(field);
    if (body.getValue(field) instanceof Long value && value >= min && value <= max) {
      return value;
    }
    fault(field, "must be a whole number from " + min + " to " + max);
    return min;
  }

  /// A time that may be absent.
  public Optional<Instant> time(String field) {
    Optional<String> text = optionalText(field, 1, 40);
    try {
      return text.map(Instant::parse);
    } catch (DateTimeException e) {
      fault(field, "must be a time such as 2026-11-21T12:00:00Z");
      return Optional.empty();
    }
  }

  /// An id that may be absent.
  public Optional<UUID> optionalId(String field) {
    Optional<String> text = optionalText(field, 36, 36);
    if (text.isPresent() && !UUID_SHAPE.matcher(text.get()).matches()) {
      fault(field, "must be an id");
      return Optional.empty();
    }
    return text.map(UUID::fromString);
  }

  /// A list of up to `max` ids, each once; it may be absent.
  public List<UUID> ids(String field, int max) {
    List<UUID> ids =
        texts(field, 0, max, 36).stream().flatMap(text -> id(text).stream()).distinct().toList();
    if (body.getValue(field) instanceof JsonArray array && ids.size() < array.size()) {
      fault(field, "must be a list of ids, each once");
    }
    return ids;
  }

  /// A list of `min` to `max` texts.
  public List<String> texts(String field, int min, int max, int maxChars) {
    asked.add(field);
    Object value = body.getValue(field);
    if (value == null && min == 0) {
      return List.of();
    }
    if (value instanceof JsonArray array && array.size() >= min && array.size() <= max) {
      boolean good =
          array.stream()
              .allMatch(
                  item ->
                      item instanceof String text
                          && !text.isBlank()
                          && text.length() <= maxChars
                          && text.indexOf('\0') < 0);
      if (good) {
        return array.stream().map(item -> ((String) item).strip()).toList();
      }
    }
    fault(field, "must be a list of %d to %d texts".formatted(min, max));
    return List.of();
  }

  /// Whether the body has `field` at all.
  public boolean has(String field) {
    return body.containsKey(field);
  }

  /// Adds a fault that a caller found.
  public void fault(String field, String advice) {
    faults.add(new FieldFault(within + field, advice));
  }

  /// Refuses when anything was wrong. Of an object in a list it only notes what is.
  public void done() {
    for (String field : body.fieldNames()) {
      if (!asked.contains(field)) {
        fault(printable(field), "is not a field of this request");
      }
    }
    if (within.isEmpty() && !faults.isEmpty()) {
      throw Refusal.fields(faults);
    }
  }

  private static String printable(String field) {
    return field.matches("[A-Za-z0-9_.-]{1,64}") ? field : "(unnamed)";
  }

  /// The id that `text` is, when it is one.
  public static Optional<UUID> id(String text) {
    return UUID_SHAPE.matcher(text).matches()
        ? Optional.of(UUID.fromString(text))
        : Optional.empty();
  }
}
