package dev.tandem.messaging.send;

import dev.tandem.messaging.send.SubmitResult.Submitted;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.message.Attachments;
import dev.tandem.storage.message.DeadLetters;
import dev.tandem.storage.message.Message;
import dev.tandem.storage.message.MessageState;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Sends a text that failed for good once more, as a new one in the same conversation, in the name
/// of who asks. Only what the carrier itself said that it has not delivered, or never had, is sent
/// again: nobody gets a text twice by it. Works in the caller's transaction.
public final class RetryText {
  private static final Set<MessageState> ENDED =
      EnumSet.of(MessageState.FAILED, MessageState.UNDELIVERED);

  private final SubmitText submit;
  private final DeadLetters letters = new DeadLetters();
  private final Attachments attachments = new Attachments();

  public RetryText(SubmitText submit) {
    this.submit = submit;
  }

  /// What a text that is handed in would be told; empty when there is no such failed text, or
  /// somebody decided about it before. The caller [SubmitText#wake]s the sending after the commit.
  public Optional<SubmitResult> retry(Tenant tx, UUID messageId, UUID memberId, Night night) {
    return letters
        .lock(tx, messageId)
        .filter(message -> ENDED.contains(message.state()))
        .map(message -> retry(tx, message, memberId, night));
  }

  private SubmitResult retry(Tenant tx, Message message, UUID memberId, Night night) {
    if (attachments.of(tx, List.of(message.id())).containsKey(message.id())) {
      return new SubmitResult.Refused(
          "media", "It had an attachment. Write it anew with the attachment.");
    }
    SubmitResult result =
        submit.submit(
            tx,
            memberId,
            // With a space, so that it is no key of a request.
            "retry " + message.id(),
            new TextDraft(
                message.from().value(),
                message.to().value(),
                message.text().value(),
                Duration.ZERO,
                night));
    if (result instanceof Submitted) {
      boolean _ = letters.settle(tx, message.id());
    }
    return result;
  }
}
