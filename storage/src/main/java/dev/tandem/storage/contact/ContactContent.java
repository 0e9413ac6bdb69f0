package dev.tandem.storage.contact;

import dev.tandem.storage.keys.SealedText;
import java.util.ArrayList;
import java.util.List;

/// What of a contact is sealed, in one piece: its name, then its numbers.
record ContactContent(String name, List<String> numbers) {

  byte[] bytes() {
    List<String> parts = new ArrayList<>(numbers.size() + 1);
    parts.add(name);
    parts.addAll(numbers);
    return SealedText.join(parts);
  }

  static ContactContent of(byte[] bytes) {
    List<String> parts = SealedText.split(bytes);
    return new ContactContent(parts.getFirst(), List.copyOf(parts.subList(1, parts.size())));
  }

  @Override
  public String toString() {
    return "ContactContent[personal]";
  }
}
