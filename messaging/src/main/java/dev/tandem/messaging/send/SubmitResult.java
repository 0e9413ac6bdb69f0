package dev.tandem.messaging.send;

import dev.tandem.messaging.consent.Standing;
import dev.tandem.storage.message.Message;
import java.time.Instant;

/// What became of a text that was handed in.
public sealed interface SubmitResult {

  /// Committed with the job that sends it.
  ///
  /// @param repeated whether an earlier request with the same key did it
  record Submitted(Message message, boolean repeated) implements SubmitResult {}

  /// It cannot be sent.
  ///
  /// @param field `from`, `to`, `text` or `media`
  /// @param detail what to do
  record Refused(String field, String detail) implements SubmitResult {}

  /// The person said no, or may have: somebody has to read it and decide first.
  record NotWelcome(Standing standing, String detail) implements SubmitResult {}

  /// It is night where they are.
  ///
  /// @param until when it is over
  record AtNight(Instant until) implements SubmitResult {}

  /// The idempotency key stands for another request.
  record KeyConflict() implements SubmitResult {}
}
