package dev.tandem.messaging.carrier.http;

import dev.tandem.messaging.carrier.CarrierError;
import dev.tandem.messaging.carrier.CarrierNumber;
import dev.tandem.messaging.carrier.NumbersOutcome;
import dev.tandem.messaging.carrier.NumbersOutcome.Listed;
import dev.tandem.messaging.carrier.NumbersOutcome.Refused;
import dev.tandem.messaging.carrier.NumbersOutcome.Unavailable;
import dev.tandem.messaging.carrier.http.ApiExchange.Answered;
import dev.tandem.messaging.carrier.http.ApiExchange.Lost;
import dev.tandem.messaging.carrier.http.ApiExchange.NeverSent;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Reads the pages of an account's list of numbers, one after the other, up to [#MAX_PAGES].
public final class NumberPages {
  /// Pages that are read at most.
  public static final int MAX_PAGES = 20;

  /// @param next path and query of the next page
  public record Page(List<CarrierNumber> numbers, Optional<String> next) {}

  private NumberPages() {}

  /// @param ask asks for the page at a path
  /// @param read a page's body and its place, from 0; empty when it is no such page
  /// @param refusal what an answer that is no 2xx means
  public static NumbersOutcome read(
      String first,
      Function<String, ApiExchange> ask,
      BiFunction<Buffer, Integer, Optional<Page>> read,
      Function<Answered, CarrierError> refusal) {
    List<CarrierNumber> numbers = new ArrayList<>();
    Optional<String> path = Optional.of(first);
    for (int place = 0; path.isPresent(); place++) {
      if (place == MAX_PAGES) {
        return new Listed(numbers, false);
      }
      switch (ask.apply(path.get())) {
        case NeverSent(String code) -> {
          return new Unavailable(code);
        }
        case Lost(String code) -> {
          return new Unavailable(code);
        }
        case Answered answer when answer.succeeded() -> {
          Optional<Page> page = read.apply(answer.body(), place);
          if (page.isEmpty()) {
            return new Unavailable("unreadable_list");
          }
          numbers.addAll(page.get().numbers());
          path = page.get().next();
        }
        case Answered answer when answer.status() >= 500 || answer.status() == 429 -> {
          return new Unavailable("http_" + answer.status());
        }
        case Answered answer -> {
          return new Refused(refusal.apply(answer));
        }
      }
    }
    return new Listed(numbers, true);
  }
}
