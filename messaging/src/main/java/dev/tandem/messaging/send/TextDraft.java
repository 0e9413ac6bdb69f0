package dev.tandem.messaging.send;

import java.util.List;

/// A text as a member or a program hands it in, before anything is checked.
///
/// @param from one of the workspace's numbers, in E.164 form or by its id
/// @param to whom it is for; one number for now
public record TextDraft(String from, List<String> to, String text) {
  public TextDraft {
    to = List.copyOf(to);
  }

  /// The request's canonical form: what a repeat under the same idempotency key must equal.
  String canonical() {
    StringBuilder all = new StringBuilder("messages");
    for (String part : List.of(from, String.join(",", to), text)) {
      all.append('\n').append(part.length()).append(':').append(part);
    }
    return all.toString();
  }

  @Override
  public String toString() {
    return "TextDraft[redacted]";
  }
}
