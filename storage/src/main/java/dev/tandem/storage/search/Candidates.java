package dev.tandem.storage.search;

import dev.tandem.storage.Cursor;
import dev.tandem.storage.Tenant;
import java.util.List;

/// A table of keyed terms that is asked which texts have all of some.
interface Candidates {
  /// What one call is asked for at most.
  int A_READ = 50;

  /// The newest before `from`, newest first, as many as `wanted`; fewer say that there are no more.
  /// `terms` come with the most telling first.
  List<Candidate> before(Tenant tx, List<Long> terms, Cursor from, int wanted);
}
