package dev.tandem.messaging.carrier;

import dev.tandem.messaging.carrier.CarrierError.Remedy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A carrier's error codes and what each means, as data. A code that is not in the table is judged
/// by the answer's HTTP status, and in a report is taken for final.
public final class ErrorTable {
  private final Map<String, Trouble> byCode;

  private ErrorTable(Map<String, Trouble> byCode) {
    this.byCode = Map.copyOf(byCode);
  }

  /// Codes by trouble; a code stands once.
  public static ErrorTable of(Map<Trouble, List<String>> codes) {
    Map<String, Trouble> byCode = new HashMap<>();
    codes.forEach(
        (trouble, all) ->
            all.forEach(
                code -> {
                  if (byCode.putIfAbsent(code, trouble) != null) {
                    throw new IllegalArgumentException("The code " + code + " stands twice");
                  }
                }));
    return new ErrorTable(byCode);
  }

  public boolean knows(String code) {
    return byCode.containsKey(code);
  }

  /// What a code of a delivery report or a stored message means.
  public CarrierError of(String code) {
    Trouble known = byCode.get(code);
    return known == null
        ? new CarrierError(
            code,
            Remedy.GIVE_UP,
            "The carrier gave up with code " + code + ". Its error list says more.")
        : known.as(code);
  }

  /// What a refusal over HTTP means.
  ///
  /// @param code the carrier's own, where the answer has one
  public CarrierError ofAnswer(int httpStatus, Optional<String> code) {
    String shown = code.orElse("http_" + httpStatus);
    if (byCode.containsKey(shown)) {
      return of(shown);
    }
    return switch (httpStatus) {
      case 401, 403 -> Trouble.CREDENTIALS.as(shown);
      case 402 -> Trouble.NO_CREDIT.as(shown);
      case 404 -> Trouble.NO_SUCH_ACCOUNT.as(shown);
      case 429 -> Trouble.BUSY.as(shown);
      default ->
          new CarrierError(
              shown,
              Remedy.GIVE_UP,
              "The carrier refused the text. Its error list says more about the code.");
    };
  }
}
