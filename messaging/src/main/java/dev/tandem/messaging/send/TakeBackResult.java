package dev.tandem.messaging.send;

import dev.tandem.storage.message.Message;

/// What became of a wish to take a text back.
public sealed interface TakeBackResult {

  /// It never leaves: it is `CANCELED`.
  record TakenBack(Message message) implements TakeBackResult {}

  /// It is on its way, or further.
  record TooLate() implements TakeBackResult {}

  /// There is no such text of this member.
  record NotTheirs() implements TakeBackResult {}
}
