package dev.tandem.messaging.consent;

/// Where a person and a number of ours stand.
public enum Standing {
  /// Nothing was ever said.
  OPEN,
  /// Texts are welcome.
  OPTED_IN,
  /// No more texts.
  OPTED_OUT,
  /// The person may have asked for no more; a member has to decide first.
  DOUBTFUL;

  public boolean mayBeTexted() {
    return this == OPEN || this == OPTED_IN;
  }
}
