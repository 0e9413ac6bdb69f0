package dev.tandem.storage.message;

import dev.tandem.storage.keys.KeyClass;
import dev.tandem.storage.keys.SealedColumn;
import dev.tandem.storage.keys.Vault;
import dev.tandem.storage.search.SearchKind;
import dev.tandem.storage.search.SegmentIndex;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/// A message as it is going to be written: its content sealed, its words keyed. What is left to do
/// is to give it a number.
record SealedMessage(NewMessage message, Buffer content, List<Long> words) {
  static final SealedColumn CONTENT = new SealedColumn("message", "content", KeyClass.MESSAGES);
  static final SegmentIndex INDEX = new SegmentIndex(SearchKind.MESSAGE);

  static SealedMessage of(Vault vault, NewMessage message) {
    MessageContent content =
        new MessageContent(message.from().value(), message.to().value(), message.text().value());
    return new SealedMessage(
        message,
        Buffer.buffer(vault.seal(CONTENT, message.id(), content.bytes())),
        List.of(INDEX.terms(vault, message.text().value())));
  }

  @Override
  public String toString() {
    return "SealedMessage[" + message.id() + "]";
  }
}
