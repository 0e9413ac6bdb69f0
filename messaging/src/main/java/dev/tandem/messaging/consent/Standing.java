package dev.tandem.messaging.consent;

import dev.tandem.storage.consent.ConsentEntry;
import java.util.Optional;

/// Where a person and a number of ours stand.
public enum Standing {
  /// Nothing was ever said, or a doubt was none.
  OPEN,
  /// Texts are welcome.
  OPTED_IN,
  /// No more texts.
  OPTED_OUT,
  /// The person may have asked for no more; a member has to decide first.
  DOUBTFUL;

  /// What follows from the entry of the ledger that counts now.
  public static Standing after(Optional<ConsentEntry> newest) {
    return newest
        .map(
            entry ->
                switch (entry.said().kind()) {
                  case OPT_IN -> OPTED_IN;
                  case OPT_OUT -> OPTED_OUT;
                  case DOUBT -> DOUBTFUL;
                  case CLEARED -> OPEN;
                })
        .orElse(OPEN);
  }

  public boolean mayBeTexted() {
    return this == OPEN || this == OPTED_IN;
  }
}
