package dev.tandem.storage.message;

/// How far a text has come. States of a higher rank replace those of a lower one and never the
/// other way, so reports may arrive late, twice and out of order.
///
/// ```
/// QUEUED -> SENDING -> UNCONFIRMED -> SENT -> DELIVERED | UNDELIVERED | FAILED | CANCELED
/// RECEIVED
/// ```
public enum MessageState {
  QUEUED(0),
  SENDING(1),
  /// Handed to the carrier, who may or may not have it; settled by its report or by looking it up
  /// there.
  UNCONFIRMED(2),
  SENT(3),
  DELIVERED(4),
  UNDELIVERED(4),
  FAILED(4),
  CANCELED(4),
  RECEIVED(4);

  private final int rank;

  MessageState(int rank) {
    this.rank = rank;
  }

  /// Whether a message in this state may take `next`.
  public boolean mayBecome(MessageState next) {
    return next.rank > rank;
  }

  /// Whether nothing more will be heard.
  public boolean settled() {
    return rank == 4;
  }
}
