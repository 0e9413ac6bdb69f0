package dev.tandem.messaging.text;

/// What becomes of a text before it is accepted for sending: cut into segments, or refused with
/// what to do.
public sealed interface TextCheck {
  /// Most characters (UTF-16 units) of one text; Twilio's own limit.
  int MAX_CHARS = 1600;

  /// Most segments of one text; networks reassemble longer ones badly, and each is charged.
  int MAX_SEGMENTS = 10;

  /// It can be sent as these segments.
  record Sendable(Segments segments) implements TextCheck {}

  /// It cannot; `detail` says what to do, without quoting the text.
  record Refused(String detail) implements TextCheck {}

  /// Checks a text that a member or a program wants to send.
  static TextCheck of(String text) {
    return of(text, true);
  }

  /// The same for a text that may go with attachments.
  ///
  /// @param alone whether it goes without, and so has to say something
  static TextCheck of(String text, boolean alone) {
    if (alone && text.isBlank()) {
      return new Refused("The text is empty. Write something.");
    }
    if (text.length() > MAX_CHARS) {
      return new Refused(
          "The text has %d characters; %d is the most. Send it as several texts."
              .formatted(text.length(), MAX_CHARS));
    }
    if (hasLoneSurrogate(text)) {
      return new Refused(
          "The text holds half of a character (a lone surrogate). Send whole characters.");
    }
    Segments segments = Segments.of(text);
    if (segments.count() > MAX_SEGMENTS) {
      return new Refused(tooManySegments(segments));
    }
    return new Sendable(segments);
  }

  private static String tooManySegments(Segments segments) {
    String hint =
        switch (segments.encoding()) {
          case GSM7 -> "Send it as several texts.";
          case UCS2 ->
              "Characters outside the GSM alphabet (emoji, some accents, curly quotes) make"
                  + " segments of "
                  + Encoding.UCS2.partUnits()
                  + " instead of "
                  + Encoding.GSM7.partUnits()
                  + ". Remove them, or send several texts.";
        };
    return "The text takes %d segments; %d is the most. %s"
        .formatted(segments.count(), MAX_SEGMENTS, hint);
  }

  private static boolean hasLoneSurrogate(String text) {
    return text.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }
}
