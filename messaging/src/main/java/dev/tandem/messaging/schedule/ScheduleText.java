package dev.tandem.messaging.schedule;

import dev.tandem.messaging.schedule.ScheduleResult.No;
import dev.tandem.messaging.schedule.ScheduleResult.Scheduled;
import dev.tandem.messaging.schedule.ScheduleResult.TooLate;
import dev.tandem.messaging.schedule.ScheduleResult.TooMany;
import dev.tandem.messaging.send.Night;
import dev.tandem.messaging.send.SubmitResult;
import dev.tandem.messaging.send.SubmitText;
import dev.tandem.messaging.send.SubmitText.Look;
import dev.tandem.messaging.send.TextDraft;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.job.Jobs;
import dev.tandem.storage.message.Conversation;
import dev.tandem.storage.message.Conversations;
import dev.tandem.storage.schedule.NewScheduledText;
import dev.tandem.storage.schedule.ScheduledText;
import dev.tandem.storage.schedule.ScheduledText.State;
import dev.tandem.storage.schedule.ScheduledTexts;
import dev.tandem.storage.schedule.ScheduledTexts.Unsent;
import dev.tandem.storage.seal.Personal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// What members do about texts that are to leave later. Works in the caller's transaction; the row
/// and the job that is due then are one. A text that is given another time has another job, and is
/// not due when the first one is.
///
/// Every member may change one, as every member may write in the conversation; it leaves in the
/// name of who changed it last.
public final class ScheduleText {
  private final SubmitText submit;
  private final Jobs jobs;
  private final ScheduledTexts texts = new ScheduledTexts();
  private final Conversations conversations = new Conversations();

  public ScheduleText(Storage storage, SubmitText submit) {
    this.submit = submit;
    this.jobs = new Jobs(storage);
  }

  /// A change; what is empty stays as it is.
  public record Edit(
      Optional<String> text, Optional<Instant> sendAt, Optional<Boolean> unlessReply) {}

  /// Schedules a text under `id`. What would be said against it now is said now; at its time it is
  /// asked again.
  public ScheduleResult schedule(Tenant tx, UUID id, UUID memberId, ScheduleDraft draft) {
    Optional<ScheduleResult> refused = refusal(tx, draft.sendAt());
    if (refused.isPresent()) {
      return refused.get();
    }
    return switch (submit.look(tx, draft.text())) {
      case Look.No(SubmitResult why) -> new No(why);
      case Look.Yes(var addressed, var _) -> {
        UUID conversation =
            conversations.findOrCreate(tx, addressed.number().id(), addressed.participants());
        Unsent unsent = texts.unsent(tx, conversation);
        yield full(unsent)
            .orElseGet(
                () -> {
                  ScheduledText made =
                      texts.create(
                          tx,
                          new NewScheduledText(
                              id,
                              conversation,
                              memberId,
                              Personal.of(draft.text().text()),
                              draft.sendAt(),
                              draft.unlessReply()));
                  var _ = jobs.enqueue(tx, DueTexts.KIND, id, draft.sendAt());
                  return new Scheduled(made);
                });
      }
    };
  }

  private static Optional<ScheduleResult> full(Unsent unsent) {
    if (unsent.here() >= ScheduleLimits.A_CONVERSATION) {
      return Optional.of(
          new TooMany(
              "There wait %d texts in this conversation; that is the most. Send or cancel one."
                  .formatted(ScheduleLimits.A_CONVERSATION)));
    }
    return unsent.anywhere() >= ScheduleLimits.A_WORKSPACE
        ? Optional.of(
            new TooMany(
                "There wait %d texts in this workspace; that is the most."
                    .formatted(ScheduleLimits.A_WORKSPACE)))
        : Optional.empty();
  }

  private static Optional<ScheduleResult> refusal(Tenant tx, Instant sendAt) {
    return ScheduleLimits.refusal(sendAt, tx.now())
        .map(advice -> new No(new SubmitResult.Refused("send_at", advice)));
  }

  /// Changes words, time or condition. One that stayed, because they replied or it was held, waits
  /// again when it is given a time.
  public ScheduleResult change(Tenant tx, UUID id, UUID memberId, Edit edit) {
    return withHeld(
        tx,
        id,
        text -> {
          Instant sendAt = edit.sendAt().orElse(text.wantedAt());
          boolean timed = edit.sendAt().isPresent() || text.state() != State.WAITING;
          Optional<ScheduleResult> refused = timed ? refusal(tx, sendAt) : Optional.empty();
          if (refused.isPresent()) {
            return refused.get();
          }
          String words = edit.text().orElse(text.text().value());
          return switch (submit.look(tx, draft(tx, memberId, text, words, Night.ANYWAY))) {
            case Look.No(SubmitResult why) -> new No(why);
            case Look.Yes _ -> {
              boolean unless = edit.unlessReply().orElse(text.unlessReply());
              boolean _ = texts.change(tx, id, memberId, Personal.of(words), sendAt, unless);
              var _ = jobs.enqueue(tx, DueTexts.KIND, id, sendAt);
              yield new Scheduled(texts.find(tx, id).orElseThrow());
            }
          };
        });
  }

  /// Hands it in now, whatever it waited for. The caller [SubmitText#wake]s the sending after the
  /// commit.
  public ScheduleResult sendNow(Tenant tx, UUID id, UUID memberId) {
    return withHeld(
        tx,
        id,
        text -> {
          TextDraft draft = draft(tx, memberId, text, text.text().value(), Night.ANYWAY);
          SubmitResult result = submit.submit(tx, memberId, key(id), draft);
          if (!(result instanceof SubmitResult.Submitted submitted)) {
            return new No(result);
          }
          boolean _ = texts.sent(tx, id, submitted.message().id());
          return new ScheduleResult.Left(submitted);
        });
  }

  /// Forgets it.
  public ScheduleResult cancel(Tenant tx, UUID id) {
    return withHeld(
        tx, id, text -> texts.cancel(tx, id) ? new Scheduled(text) : new ScheduleResult.Unknown());
  }

  private interface Deed {
    ScheduleResult on(ScheduledText text);
  }

  /// With the conversation held first, as a text that comes in holds it, and the text unsent.
  private ScheduleResult withHeld(Tenant tx, UUID id, Deed deed) {
    Optional<ScheduledText> found = texts.find(tx, id);
    if (found.isEmpty() || !conversations.hold(tx, found.get().conversationId())) {
      return new ScheduleResult.Unknown();
    }
    return texts
        .lock(tx, id)
        .map(text -> text.state() == State.SENT ? new TooLate() : deed.on(text))
        .orElseGet(ScheduleResult.Unknown::new);
  }

  /// The scheduled text as one that is handed in, from its conversation's number.
  TextDraft draft(Tenant tx, UUID memberId, ScheduledText text, String words, Night night) {
    Conversation conversation =
        conversations
            .find(tx, memberId, text.conversationId())
            .orElseThrow(() -> new AssertionError("a scheduled text has a conversation"));
    return new TextDraft(
        conversation.numberId().toString(),
        conversation.participants().value(),
        words,
        Duration.ZERO,
        night);
  }

  /// Under which it is handed in, so that it is once.
  static String key(UUID id) {
    return "scheduled-text " + id;
  }
}
