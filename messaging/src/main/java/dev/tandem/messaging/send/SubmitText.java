package dev.tandem.messaging.send;

import dev.tandem.messaging.carrier.Trouble;
import dev.tandem.messaging.consent.ConsentGate;
import dev.tandem.messaging.consent.Standing;
import dev.tandem.messaging.send.SubmitResult.KeyConflict;
import dev.tandem.messaging.send.SubmitResult.Refused;
import dev.tandem.messaging.send.SubmitResult.Submitted;
import dev.tandem.messaging.text.PhoneNumber;
import dev.tandem.messaging.text.Segments;
import dev.tandem.messaging.text.SpecialNumber;
import dev.tandem.messaging.text.TextCheck;
import dev.tandem.storage.Ids;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.job.Jobs;
import dev.tandem.storage.message.Conversations;
import dev.tandem.storage.message.Direction;
import dev.tandem.storage.message.Message;
import dev.tandem.storage.message.MessageState;
import dev.tandem.storage.message.Messages;
import dev.tandem.storage.message.NewMessage;
import dev.tandem.storage.seal.Personal;
import dev.tandem.storage.workspace.IdempotencyKeys;
import dev.tandem.storage.workspace.IdempotencyKeys.Claim;
import dev.tandem.storage.workspace.Numbers;
import dev.tandem.storage.workspace.PhoneNumberRecord;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A member sends a text: conversation, message and job in one transaction. Accepted means
/// committed; sending starts right after, or when the draft's hold is over. Until then it can be
/// taken back. Blocks; call it on a virtual thread.
public final class SubmitText {
  private final Storage storage;
  private final Outbox outbox;
  private final Numbers numbers = new Numbers();
  private final Conversations conversations = new Conversations();
  private final Messages messages = new Messages();
  private final ConsentGate consent = new ConsentGate();
  private final IdempotencyKeys keys = new IdempotencyKeys();
  private final Jobs jobs;

  public SubmitText(Storage storage, Outbox outbox) {
    this.storage = storage;
    this.outbox = outbox;
    this.jobs = new Jobs(storage);
  }

  /// Submits a text under the member's idempotency key: the same request again gives the same
  /// message.
  public SubmitResult submit(
      WorkspaceId workspace, UUID memberId, String idempotencyKey, TextDraft draft) {
    SubmitResult result =
        switch (TextCheck.of(draft.text())) {
          case TextCheck.Refused(String detail) -> new Refused("text", detail);
          case TextCheck.Sendable(Segments segments) ->
              storage.inWorkspace(
                  workspace, tx -> submit(tx, memberId, idempotencyKey, draft, segments));
        };
    if (result instanceof Submitted(_, boolean repeated) && !repeated) {
      outbox.wake();
    }
    return result;
  }

  /// A member takes back a text of theirs that has not begun to leave. Taken back twice is taken
  /// back.
  public TakeBackResult takeBack(WorkspaceId workspace, UUID memberId, UUID messageId) {
    return storage.inWorkspace(workspace, tx -> takeBack(tx, memberId, messageId));
  }

  private TakeBackResult takeBack(Tenant tx, UUID memberId, UUID messageId) {
    boolean now = messages.takeBack(tx, memberId, messageId);
    return messages
        .find(tx, messageId)
        .filter(message -> message.authorMemberId().equals(Optional.of(memberId)))
        .<TakeBackResult>map(
            message ->
                now || message.state() == MessageState.CANCELED
                    ? new TakeBackResult.TakenBack(message)
                    : new TakeBackResult.TooLate())
        .orElseGet(TakeBackResult.NotTheirs::new);
  }

  private SubmitResult submit(
      Tenant tx, UUID memberId, String idempotencyKey, TextDraft draft, Segments segments) {
    Optional<PhoneNumberRecord> number = number(tx, draft.from());
    if (number.isEmpty()) {
      return new Refused("from", "Send from one of the workspace's numbers.");
    }
    if (number.get().carrierAccountId().isEmpty()) {
      return new Refused(
          "from", "This number has no carrier account. An admin can add one in settings.");
    }
    PhoneNumber from = new PhoneNumber(number.get().e164().value());
    if (draft.to().size() != 1) {
      return new Refused("to", "Name one number. Group texts are not offered yet.");
    }
    Optional<String> special = SpecialNumber.refusal(draft.to().getFirst(), from);
    if (special.isPresent()) {
      return new Refused("to", special.get());
    }
    Optional<PhoneNumber> to = PhoneNumber.parseNear(draft.to().getFirst(), from);
    if (to.isEmpty()) {
      return new Refused(
          "to", "Write the number with + and its country code, such as +12025550123.");
    }
    if (to.get().equals(from)) {
      return new Refused("to", "That is the number it would be sent from.");
    }
    UUID id = Ids.next();
    Standing standing = consent.standing(tx, number.get().id(), to.get().e164());
    return switch (keys.claim(tx, memberId, idempotencyKey, draft.canonical(), id)) {
      case Claim.First _ when !standing.mayBeTexted() -> {
        keys.release(tx, memberId, idempotencyKey);
        yield new SubmitResult.NotWelcome(standing, refusal(standing));
      }
      case Claim.First _ -> {
        UUID conversation =
            conversations.findOrCreate(tx, number.get().id(), List.of(to.get().e164()));
        NewMessage message =
            new NewMessage(
                id,
                conversation,
                Direction.OUT,
                Personal.of(from.e164()),
                Personal.of(List.of(to.get().e164())),
                Personal.of(draft.text()),
                MessageState.QUEUED,
                segments.count(),
                segments.encoding().stored(),
                Optional.of(memberId),
                number.get().carrierAccountId(),
                Optional.empty());
        Message stored = messages.append(tx, message).message();
        jobs.enqueue(tx, Outbox.KIND, id, tx.now().plus(draft.hold()));
        yield new Submitted(stored, false);
      }
      case Claim.Repeat(UUID earlier) ->
          messages
              .find(tx, earlier)
              .<SubmitResult>map(message -> new Submitted(message, true))
              .orElseGet(KeyConflict::new);
      case Claim.Conflict _ -> new KeyConflict();
    };
  }

  private static String refusal(Standing standing) {
    return standing == Standing.OPTED_OUT
        ? "This person asked for no more texts. Their START opens the way again, or that they agreed in another way and you"
            + " note how."
        : Trouble.CONSENT_DOUBTFUL.as("consent_doubtful").detail();
  }

  private Optional<PhoneNumberRecord> number(Tenant tx, String from) {
    Optional<UUID> id = uuid(from);
    if (id.isPresent()) {
      return numbers.find(tx, id.get());
    }
    return PhoneNumber.parse(from).flatMap(number -> numbers.byE164(tx, number.e164()));
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }
}
