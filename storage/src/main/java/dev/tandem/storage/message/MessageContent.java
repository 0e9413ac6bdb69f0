package dev.tandem.storage.message;

import dev.tandem.storage.keys.SealedText;
import java.util.ArrayList;
import java.util.List;

/// What of a message is sealed, in one piece: sender, text, then receivers.
record MessageContent(String from, List<String> to, String text) {

  byte[] bytes() {
    List<String> parts = new ArrayList<>(to.size() + 2);
    parts.add(from);
    parts.add(text);
    parts.addAll(to);
    return SealedText.join(parts);
  }

  static MessageContent of(byte[] bytes) {
    List<String> parts = SealedText.split(bytes);
    return new MessageContent(
        parts.get(0), List.copyOf(parts.subList(2, parts.size())), parts.get(1));
  }

  @Override
  public String toString() {
    return "MessageContent[personal]";
  }
}
