package dev.tandem.messaging.send;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/// A text as a member or a program hands it in, before anything is checked.
///
/// @param from one of the workspace's numbers, in E.164 form or by its id
/// @param to whom it is for: one number, or a group whose people see each other
/// @param media what goes with it: ids of the member's uploads, in order
/// @param hold how long it can be taken back before it leaves, at most [#MAX_HOLD]; a repeat of a
///   request may name another and is still the same
/// @param night what it does when it is night for whom it is for; it too is no part of the request
public record TextDraft(
    String from, List<String> to, String text, List<UUID> media, Duration hold, Night night) {
  /// The longest that a text is held.
  public static final Duration MAX_HOLD = Duration.ofSeconds(30);

  public TextDraft {
    to = List.copyOf(to);
    media = List.copyOf(media);
    if (hold.isNegative() || hold.compareTo(MAX_HOLD) > 0) {
      throw new IllegalArgumentException("A text is held for at most " + MAX_HOLD);
    }
  }

  /// A text that leaves at any hour.
  public TextDraft(String from, List<String> to, String text, List<UUID> media, Duration hold) {
    this(from, to, text, media, hold, Night.ANYWAY);
  }

  /// A text with nothing beside it.
  public TextDraft(String from, List<String> to, String text, Duration hold, Night night) {
    this(from, to, text, List.of(), hold, night);
  }

  /// A text that leaves at once.
  public TextDraft(String from, List<String> to, String text) {
    this(from, to, text, Duration.ZERO);
  }

  /// A text with nothing beside it, that leaves at any hour.
  public TextDraft(String from, List<String> to, String text, Duration hold) {
    this(from, to, text, List.of(), hold);
  }

  /// The request's canonical form: what a repeat under the same idempotency key must equal.
  String canonical() {
    StringBuilder all = new StringBuilder("messages");
    for (String part : List.of(from, String.join(",", to), text)) {
      all.append('\n').append(part.length()).append(':').append(part);
    }
    media.forEach(id -> all.append("\nmedia ").append(id));
    return all.toString();
  }

  @Override
  public String toString() {
    return "TextDraft[redacted]";
  }
}
