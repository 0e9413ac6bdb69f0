package dev.tandem.storage.keys;

import java.time.YearMonth;
import java.util.UUID;

/// Whose key it is: what a wrapped key is bound to, so that one that was moved does not open.
final class KeyContext {
  static final String INSTALLATION = "installation";

  private KeyContext() {}

  static String workspace(UUID workspace) {
    return "workspace|" + workspace;
  }

  static String index(UUID workspace) {
    return "index|" + workspace;
  }

  static String data(UUID workspace, KeyClass keyClass, YearMonth month, int number) {
    return "data|" + workspace + "|" + keyClass + "|" + month + "|" + number;
  }

  /// A month as tables keep it: 202611.
  static int stored(YearMonth month) {
    return month.getYear() * 100 + month.getMonthValue();
  }

  static YearMonth month(int stored) {
    return YearMonth.of(stored / 100, stored % 100);
  }
}
