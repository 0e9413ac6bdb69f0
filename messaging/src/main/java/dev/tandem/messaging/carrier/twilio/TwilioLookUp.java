package dev.tandem.messaging.carrier.twilio;

import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.CarrierCommand.LookUpText;
import dev.tandem.messaging.carrier.LookUpOutcome;
import dev.tandem.messaging.carrier.LookUpOutcome.CannotTell;
import dev.tandem.messaging.carrier.LookUpOutcome.Found;
import dev.tandem.messaging.carrier.LookUpOutcome.NotThere;
import dev.tandem.messaging.carrier.Sighting;
import dev.tandem.messaging.carrier.http.ApiClient;
import dev.tandem.messaging.carrier.http.ApiExchange.Answered;
import dev.tandem.messaging.carrier.http.ApiExchange.Lost;
import dev.tandem.messaging.carrier.http.ApiExchange.NeverSent;
import dev.tandem.messaging.carrier.http.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds a text at Twilio by sender, receiver, words and time, because the API has no key of ours
/// to ask for.
///
/// Two lists are read. The one from the day before on, by `DateSent`, must be complete; the newest
/// page without a date covers texts that Twilio still queues and that may have no `DateSent` yet.
/// "Not there" is said only when both say so and nothing on them is unreadable: the price of a
/// wrong "not there" is a text sent twice.
final class TwilioLookUp {
  private static final int MAX_PAGES = 5;

  /// Clocks of two parties differ.
  private static final Duration SKEW = Duration.ofMinutes(2);

  private final ApiClient api;

  TwilioLookUp(ApiClient api) {
    this.api = api;
  }

  LookUpOutcome find(LookUpText command, CarrierAccess access) {
    LocalDate firstDay = LocalDate.ofInstant(command.notBefore(), ZoneOffset.UTC).minusDays(1);
    Search search = new Search(command);
    String page = TwilioRequests.between(command, access, firstDay);
    for (int pages = 0; !page.isEmpty(); pages++) {
      if (pages == MAX_PAGES) {
        return search.partial(false, "too_many_texts");
      }
      if (!page.startsWith(TwilioRequests.messages(access) + "?")) {
        return search.partial(true, "foreign_page");
      }
      switch (api.exchange(TwilioRequests.get(page, access))) {
        case Answered answer when answer.status() == 200 -> page = search.read(answer);
        case Answered answer -> {
          return search.partial(true, "http_" + answer.status());
        }
        case NeverSent(String code) -> {
          return search.partial(true, code);
        }
        case Lost(String code) -> {
          return search.partial(true, code);
        }
      }
    }
    return switch (api.exchange(
        TwilioRequests.get(TwilioRequests.between(command, access), access))) {
      case Answered answer when answer.status() == 200 -> {
        search.read(answer);
        yield search.verdict();
      }
      case Answered answer -> search.partial(true, "http_" + answer.status());
      case NeverSent(String code) -> search.partial(true, code);
      case Lost(String code) -> search.partial(true, code);
    };
  }

  /// What the pages have shown so far.
  private static final class Search {
    private record Dated(Instant created, Sighting sighting) {}

    private final LookUpText wanted;
    private final Map<String, Dated> seen = new LinkedHashMap<>();
    private boolean readable = true;

    Search(LookUpText wanted) {
      this.wanted = wanted;
    }

    /// Takes a page in and returns the path of the next, empty at the end.
    String read(Answered answer) {
      Optional<JsonObject> page = Json.object(answer.body());
      if (page.isEmpty() || !(page.get().getValue("messages") instanceof JsonArray messages)) {
        readable = false;
        return "";
      }
      messages.forEach(
          entry -> {
            if (entry instanceof JsonObject message) {
              take(message);
            } else {
              readable = false;
            }
          });
      return page.get().getValue("next_page_uri") instanceof String next ? next : "";
    }

    private void take(JsonObject message) {
      boolean outbound =
          message.getValue("direction") instanceof String direction
              && direction.startsWith("outbound");
      Optional<Instant> created = time(message.getValue("date_created"));
      Instant earliest = wanted.notBefore().minus(SKEW);
      if (!outbound || created.filter(time -> time.isBefore(earliest)).isPresent()) {
        return;
      }
      // Accounts may have the carrier forget words; then nothing can be compared.
      boolean comparable = message.getValue("body") instanceof String words && !words.isEmpty();
      Optional<Sighting> sighting = TwilioAnswers.sighting(message);
      if (!comparable || created.isEmpty() || sighting.isEmpty()) {
        readable = false;
        return;
      }
      if (message.getString("body").strip().equals(wanted.text().strip())) {
        seen.putIfAbsent(sighting.get().providerId(), new Dated(created.get(), sighting.get()));
      }
    }

    /// What was found when the rest cannot be read.
    LookUpOutcome partial(boolean worthAskingAgain, String code) {
      return seen.isEmpty()
          ? new CannotTell(worthAskingAgain, code)
          : new Found(sightings(), false);
    }

    LookUpOutcome verdict() {
      if (!readable) {
        return partial(true, "unreadable_list");
      }
      return seen.isEmpty() ? new NotThere() : new Found(sightings(), true);
    }

    private List<Sighting> sightings() {
      return seen.values().stream()
          .sorted(Comparator.comparing(Dated::created))
          .map(Dated::sighting)
          .toList();
    }

    private static Optional<Instant> time(Object value) {
      if (!(value instanceof String text)) {
        return Optional.empty();
      }
      try {
        return Optional.of(
            ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
      } catch (DateTimeParseException otherForm) {
        return Optional.empty();
      }
    }
  }
}
