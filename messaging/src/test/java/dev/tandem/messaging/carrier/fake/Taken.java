package dev.tandem.messaging.carrier.fake;

import java.util.List;
import java.util.stream.Stream;

/// A text that a fake carrier took.
///
/// @param others who got it too, of a group
/// @param reference what the carrier was given to bring our message's id back with
public record Taken(
    String providerId,
    String from,
    String to,
    List<String> others,
    String text,
    List<String> media,
    String reference) {
  /// A text to one person.
  public Taken(
      String providerId,
      String from,
      String to,
      String text,
      List<String> media,
      String reference) {
    this(providerId, from, to, List.of(), text, media, reference);
  }

  /// All who got it.
  public List<String> receivers() {
    return Stream.concat(Stream.of(to), others.stream()).toList();
  }
}
