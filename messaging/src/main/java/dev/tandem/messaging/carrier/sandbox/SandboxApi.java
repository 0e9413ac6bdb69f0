package dev.tandem.messaging.carrier.sandbox;

import dev.tandem.messaging.carrier.Form;
import dev.tandem.messaging.text.PhoneNumber;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The Messages resource of Twilio's REST API over the sandbox's ledger: create, read one, list. No
/// I/O: requests come as forms, answers go as values.
final class SandboxApi {
  private static final int MAX_CHARS = 1600;
  private static final int MAX_MEDIA = 10;
  private static final int DEFAULT_PAGE = 50;
  private static final Pattern SMALL_NUMBER = Pattern.compile("[0-9]{1,6}");

  /// An answer: a Twilio resource or a Twilio error.
  ///
  /// @param created the text that the request made
  record Answer(int status, JsonObject body, Optional<SandboxText> created) {
    static Answer of(SandboxProblem problem) {
      return new Answer(problem.status(), problem.body(), Optional.empty());
    }
  }

  private final SandboxSettings settings;
  private final SandboxLedger ledger;

  SandboxApi(SandboxSettings settings, SandboxLedger ledger) {
    this.settings = settings;
    this.ledger = ledger;
  }

  Answer create(Form form, String sid, Instant now) {
    Optional<String> to = form.one("To");
    Optional<String> from = form.one("From");
    Optional<String> body = form.one("Body").filter(text -> !text.isEmpty());
    if (to.isEmpty()) {
      return Answer.of(SandboxProblem.TO_MISSING);
    }
    if (from.isEmpty()) {
      return Answer.of(SandboxProblem.FROM_MISSING);
    }
    Optional<PhoneNumber> toNumber = PhoneNumber.parse(to.get());
    Optional<PhoneNumber> fromNumber = PhoneNumber.parse(from.get());
    if (toNumber.isEmpty()) {
      return Answer.of(SandboxProblem.TO_INVALID);
    }
    if (fromNumber.isEmpty()) {
      return Answer.of(SandboxProblem.FROM_INVALID);
    }
    List<String> media = form.fields().getOrDefault("MediaUrl", List.of());
    if (body.isEmpty() && media.isEmpty()) {
      return Answer.of(SandboxProblem.BODY_MISSING);
    }
    if (media.size() > MAX_MEDIA) {
      return Answer.of(SandboxProblem.MEDIA_TOO_MANY);
    }
    if (!media.stream().allMatch(this::ours)) {
      return Answer.of(SandboxProblem.MEDIA_INVALID);
    }
    if (body.orElse("").length() > MAX_CHARS) {
      return Answer.of(SandboxProblem.BODY_TOO_LONG);
    }
    Optional<String> callback = form.one("StatusCallback");
    if (callback.isPresent() && !ours(callback.get())) {
      return Answer.of(SandboxProblem.CALLBACK_INVALID);
    }
    boolean opensAgain = SandboxScript.keyword(body.orElse("")).equals("start");
    if (ledger.optedOut(fromNumber.get(), toNumber.get()) && !opensAgain) {
      return Answer.of(SandboxProblem.OPTED_OUT);
    }
    SandboxText text =
        new SandboxText(
            sid,
            settings.access().accountId(),
            fromNumber.get(),
            toNumber.get(),
            body.orElse(""),
            media.stream().map(URI::create).toList(),
            List.of(),
            callback.map(URI::create),
            now,
            "queued",
            0);
    ledger.put(text);
    return new Answer(201, text.resource(), Optional.of(text));
  }

  Answer read(String sid) {
    return ledger
        .find(sid)
        .map(text -> new Answer(200, text.resource(), Optional.empty()))
        .orElseGet(() -> Answer.of(SandboxProblem.NOT_FOUND));
  }

  /// The Media resources of a text.
  Answer media(String sid) {
    return ledger
        .find(sid)
        .map(
            text -> {
              JsonArray list = new JsonArray();
              text.media().forEach(one -> list.add(one.resource(text)));
              return new Answer(200, new JsonObject().put("media_list", list), Optional.empty());
            })
        .orElseGet(() -> Answer.of(SandboxProblem.NOT_FOUND));
  }

  /// One of them, content and all.
  Optional<SandboxMedia> media(String sid, String mediaSid) {
    return ledger.find(sid).stream()
        .flatMap(text -> text.media().stream())
        .filter(one -> one.sid().equals(mediaSid) && one.content().length() > 0)
        .findFirst();
  }

  Answer list(Form query) {
    Predicate<SandboxText> wanted = _ -> true;
    for (Map.Entry<String, List<String>> field : query.fields().entrySet()) {
      String value = field.getValue().getFirst();
      wanted =
          switch (field.getKey()) {
            case "To" -> wanted.and(text -> text.to().e164().equals(value));
            case "From" -> wanted.and(text -> text.from().e164().equals(value));
            case "DateSent" -> wanted.and(text -> day(text).equals(value));
            case "DateSent>" -> wanted.and(text -> sentSince(text, value));
            default -> wanted;
          };
    }
    int size =
        Math.clamp(number(query, "PageSize", DEFAULT_PAGE), 1, settings.limits().maxPageSize());
    int page = number(query, "Page", 0);
    List<SandboxText> all = ledger.list(wanted);
    int start = (int) Math.min((long) page * size, all.size());
    int end = Math.min(start + size, all.size());
    JsonArray messages = new JsonArray();
    all.subList(start, end).forEach(text -> messages.add(text.resource()));
    return new Answer(
        200,
        new JsonObject()
            .put("messages", messages)
            .put("page", page)
            .put("page_size", size)
            .put("start", start)
            .put("end", Math.max(start, end - 1))
            .put("uri", uri(query, page))
            .put("first_page_uri", uri(query, 0))
            .put("previous_page_uri", page == 0 ? null : uri(query, page - 1))
            .put("next_page_uri", end < all.size() ? uri(query, page + 1) : null),
        Optional.empty());
  }

  /// The account's numbers: here a number is the account's once a text was sent from it.
  Answer numbers() {
    JsonArray numbers = new JsonArray();
    ledger.list(SandboxText::outbound).stream()
        .map(text -> text.from().e164())
        .distinct()
        .map(
            e164 ->
                new JsonObject()
                    .put("phone_number", e164)
                    .put("capabilities", new JsonObject().put("sms", true).put("mms", true)))
        .forEach(numbers::add);
    return new Answer(
        200, new JsonObject().put("incoming_phone_numbers", numbers), Optional.empty());
  }

  /// The path of the list of numbers.
  String numbersPath() {
    return "/2010-04-01/Accounts/" + settings.access().accountId() + "/IncomingPhoneNumbers.json";
  }

  /// The path of the Messages resource, without `.json`.
  String path() {
    return "/2010-04-01/Accounts/" + settings.access().accountId() + "/Messages";
  }

  private boolean ours(String callback) {
    return callback.startsWith(settings.webhooks().publicUrl() + "/carriers/");
  }

  private String uri(Form query, int page) {
    Map<String, List<String>> fields = new LinkedHashMap<>(query.fields());
    fields.put("Page", List.of(Integer.toString(page)));
    return path() + ".json?" + new Form(fields).encode();
  }

  private static String day(SandboxText text) {
    return LocalDate.ofInstant(text.created(), ZoneOffset.UTC).toString();
  }

  private static boolean sentSince(SandboxText text, String firstDay) {
    try {
      return !LocalDate.ofInstant(text.created(), ZoneOffset.UTC)
          .isBefore(LocalDate.parse(firstDay));
    } catch (DateTimeParseException notADay) {
      return false;
    }
  }

  private static int number(Form query, String name, int otherwise) {
    return query
        .one(name)
        .filter(text -> SMALL_NUMBER.matcher(text).matches())
        .map(Integer::valueOf)
        .orElse(otherwise);
  }
}
