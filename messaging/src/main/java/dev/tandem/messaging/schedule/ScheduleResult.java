package dev.tandem.messaging.schedule;

import dev.tandem.messaging.send.SubmitResult;
import dev.tandem.storage.schedule.ScheduledText;

/// What became of a wish about a scheduled text.
public sealed interface ScheduleResult {

  /// It waits for its time.
  record Scheduled(ScheduledText text) implements ScheduleResult {}

  /// It was handed in now.
  record Left(SubmitResult.Submitted submitted) implements ScheduleResult {}

  /// It cannot be, with what a text that is handed in now would be told.
  record No(SubmitResult why) implements ScheduleResult {}

  /// As much as may wait does already.
  record TooMany(String detail) implements ScheduleResult {}

  /// It has left.
  record TooLate() implements ScheduleResult {}

  /// There is no such text.
  record Unknown() implements ScheduleResult {}
}
