package dev.tandem.messaging.team;

/// How something that a member does in a room can end.
public sealed interface TeamResult<T> {
  /// As it is kept now.
  record Kept<T>(T value) implements TeamResult<T> {}

  /// A field and what is wrong with it.
  record Refused<T>(String field, String advice) implements TeamResult<T> {}

  /// Somebody else wrote it.
  record NotTheirs<T>() implements TeamResult<T> {}

  /// It cannot be done as things are; what to do.
  record NotNow<T>(String advice) implements TeamResult<T> {}

  /// There is no such thing, or the member may not see it.
  record Absent<T>() implements TeamResult<T> {}
}
