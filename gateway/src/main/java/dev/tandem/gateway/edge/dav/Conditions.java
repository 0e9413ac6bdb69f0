package dev.tandem.gateway.edge.dav;

import java.util.Optional;

/// `If-Match` and `If-None-Match` of a request.
record Conditions(Optional<String> ifMatch, Optional<String> ifNoneMatch) {
  /// Checks them against the count of what is there now, if something is.
  ///
  /// @throws DavRefusal 412
  void check(Optional<Long> seq) {
    if (!EntityTags.allow(ifMatch, ifNoneMatch, seq)) {
      throw DavRefusal.preconditionFailed();
    }
  }

  /// Whether a reader has the state `seq` already.
  boolean unchanged(long seq) {
    return ifNoneMatch.filter(field -> EntityTags.names(field, Optional.of(seq))).isPresent();
  }
}
