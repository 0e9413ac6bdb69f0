package dev.tandem.messaging.carrier.fake;

/// What a fake carrier does with a send.
public enum Fault {
  /// Takes it and says so.
  NONE,
  /// Takes it and never answers.
  TAKE_AND_STAY_SILENT,
  /// Takes it and closes the connection.
  TAKE_AND_CUT,
  /// Closes the connection when the request has come.
  CUT,
  /// Takes it and answers 200 with what is no answer.
  TAKE_AND_TALK_NONSENSE,
  /// Takes it and answers with more than anybody wants to read.
  TAKE_AND_TALK_TOO_MUCH,
  /// Takes it, and a proxy in front says 502.
  TAKE_AND_BREAK_502,
  /// Answers 500.
  BREAK_500,
  /// Answers 504.
  BREAK_504,
  /// Answers 429 and how long to wait.
  BUSY_429,
  /// Answers 503.
  BUSY_503,
  /// Answers 302 to another server.
  REDIRECT;

  /// Whether the carrier has the text in the end.
  public boolean takes() {
    return this == NONE || name().startsWith("TAKE_");
  }
}
