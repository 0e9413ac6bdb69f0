package dev.tandem.storage.search;

import dev.tandem.storage.Cursor;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/// A text that has all looked-up terms, as far as the index can tell, and when it came.
record Candidate(Instant at, UUID subject) {
  /// As the database orders rows: by time, then by the id's bytes.
  static final Comparator<Candidate> NEWEST_FIRST =
      Comparator.comparing(Candidate::at)
          .thenComparing(Candidate::subject, Candidate::bytes)
          .reversed();

  /// Whether a page that ended at `cursor` goes on with this one.
  boolean before(Cursor cursor) {
    return NEWEST_FIRST.compare(this, new Candidate(cursor.time(), cursor.id())) > 0;
  }

  /// `UUID.compareTo` takes its halves for signed numbers, the database does not.
  private static int bytes(UUID one, UUID other) {
    int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
  }
}
