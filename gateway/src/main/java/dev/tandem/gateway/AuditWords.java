package dev.tandem.gateway;

import dev.tandem.storage.audit.AuditFinding;
import java.util.Locale;

/// What a verifier found, as a line for an operator.
final class AuditWords {
  private AuditWords() {}

  /// `log` is whose log it is, `row` what its rows are called.
  static String of(String log, String row, AuditFinding finding) {
    return log
        + ": "
        + switch (finding) {
          case AuditFinding.Intact(long size) -> "intact, newest " + row + " " + size;
          case AuditFinding.Broken(AuditFinding.Damage damage, long number) ->
              row + " " + number + " is the first that was " + word(damage);
          case AuditFinding.Rewritten(long after, long size, java.time.Instant since) ->
              "rewritten after %s: the first %s that differs is one of %d to %d"
                  .formatted(since, row, after + 1, size);
        };
  }

  private static String word(AuditFinding.Damage damage) {
    return damage.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
