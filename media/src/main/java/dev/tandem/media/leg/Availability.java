package dev.tandem.media.leg;

import java.util.List;

/// Whether this machine can end a call in the server at all.
public sealed interface Availability {
  /// It can.
  record Ready() implements Availability {}

  /// It cannot; calls between browsers are not touched by that.
  ///
  /// @param packages what to install, as Debian names it; empty when installing does not help
  /// @param reason one sentence for a health page
  record Missing(List<String> packages, String reason) implements Availability {
    public Missing {
      packages = List.copyOf(packages);
    }
  }
}
