package dev.tandem.messaging.send;

import dev.tandem.messaging.carrier.Carriers;
import dev.tandem.messaging.carrier.Trouble;
import dev.tandem.messaging.consent.ConsentGate;
import dev.tandem.messaging.consent.Nights;
import dev.tandem.messaging.consent.Standing;
import dev.tandem.messaging.send.Addressed.Reading;
import dev.tandem.messaging.send.Enclosures.Held;
import dev.tandem.messaging.send.SubmitResult.KeyConflict;
import dev.tandem.messaging.send.SubmitResult.Refused;
import dev.tandem.messaging.send.SubmitResult.Submitted;
import dev.tandem.messaging.text.PlainMarks;
import dev.tandem.messaging.text.Segments;
import dev.tandem.messaging.text.TextCheck;
import dev.tandem.storage.Ids;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.job.Jobs;
import dev.tandem.storage.message.Attachment;
import dev.tandem.storage.message.Conversations;
import dev.tandem.storage.message.Direction;
import dev.tandem.storage.message.HeldBack;
import dev.tandem.storage.message.Message;
import dev.tandem.storage.message.MessageState;
import dev.tandem.storage.message.Messages;
import dev.tandem.storage.message.NewMessage;
import dev.tandem.storage.schedule.DaytimeTexts;
import dev.tandem.storage.seal.Personal;
import dev.tandem.storage.workspace.IdempotencyKeys;
import dev.tandem.storage.workspace.IdempotencyKeys.Claim;
import dev.tandem.storage.workspace.Workspaces;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A member sends a text: conversation, message and job in one transaction. Accepted means
/// committed; sending starts right after, or when the draft's hold is over. Until then it can be
/// taken back. Blocks; call it on a virtual thread.
public final class SubmitText {
  private final Storage storage;
  private final Outbox outbox;
  private final InstantSource clock;
  private final Conversations conversations = new Conversations();
  private final Messages messages = new Messages();
  private final ConsentGate consent = new ConsentGate();
  private final BusinessTexts business = new BusinessTexts();
  private final Workspaces workspaces = new Workspaces();
  private final DaytimeTexts daytime = new DaytimeTexts();
  private final IdempotencyKeys keys = new IdempotencyKeys();
  private final Enclosures enclosures;
  private final Groups groups;
  private final Jobs jobs;

  public SubmitText(Storage storage, Outbox outbox, Carriers carriers) {
    this(storage, outbox, carriers, InstantSource.system());
  }

  /// @param carriers what they take decides what may go with a text, and to how many people
  /// @param clock tells whether it is night somewhere
  public SubmitText(Storage storage, Outbox outbox, Carriers carriers, InstantSource clock) {
    this.storage = storage;
    this.outbox = outbox;
    this.clock = clock;
    this.enclosures = new Enclosures(carriers);
    this.groups = new Groups(carriers);
    this.jobs = new Jobs(storage);
  }

  /// Submits a text under the member's idempotency key: the same request again gives the same
  /// message.
  public SubmitResult submit(
      WorkspaceId workspace, UUID memberId, String idempotencyKey, TextDraft draft) {
    SubmitResult result =
        storage.inWorkspace(workspace, tx -> submit(tx, memberId, idempotencyKey, draft));
    if (result instanceof Submitted(_, boolean repeated) && !repeated) {
      wake();
    }
    return result;
  }

  /// The same in the caller's transaction, with what else has to be true at the same time. The
  /// caller [#wake]s the sending after the commit.
  public SubmitResult submit(Tenant tx, UUID memberId, String idempotencyKey, TextDraft draft) {
    return switch (look(tx, draft)) {
      case Look.No(Refused why) when !passing(why) -> why;
      case Look.No(SubmitResult why) -> unwelcome(tx, memberId, idempotencyKey, draft, why);
      case Look.Yes(Addressed addressed, Segments segments) ->
          submit(tx, memberId, idempotencyKey, draft, addressed, segments);
    };
  }

  /// Whether the same text may have been taken before: what it is sent from has changed since.
  private static boolean passing(Refused why) {
    return why.field().equals("from");
  }

  /// Has the sending look for texts that were committed.
  public void wake() {
    outbox.wake();
  }

  /// What was found out about a text that is not handed in yet.
  public sealed interface Look {
    /// It could be sent now.
    record Yes(Addressed addressed, Segments segments) implements Look {}

    /// It could not, with what [#submit] would say.
    record No(SubmitResult why) implements Look {}
  }

  /// Whether a text could be handed in now. Stores nothing.
  public Look look(Tenant tx, TextDraft draft) {
    return switch (TextCheck.of(PlainMarks.where(draft.text()), draft.media().isEmpty())) {
      case TextCheck.Refused(String detail) -> new Look.No(new Refused("text", detail));
      case TextCheck.Sendable(Segments segments) -> look(tx, draft, segments);
    };
  }

  private Look look(Tenant tx, TextDraft draft, Segments segments) {
    return switch (Addressed.read(tx, draft)) {
      case Reading.Refused(String field, String detail) -> new Look.No(new Refused(field, detail));
      case Reading.Reachable(Addressed addressed) -> {
        Optional<String> noGroup = groups.refusal(tx, addressed);
        if (noGroup.isPresent()) {
          yield new Look.No(new Refused("to", noGroup.get()));
        }
        Standing standing = consent.standing(tx, addressed.number().id(), addressed.participants());
        if (!standing.mayBeTexted()) {
          yield new Look.No(unwelcome(standing, !addressed.others().isEmpty()));
        }
        Optional<String> unregistered = business.refusal(tx, addressed);
        if (unregistered.isPresent()) {
          yield new Look.No(new Refused("from", unregistered.get()));
        }
        yield night(tx, draft, addressed)
            .<Look>map(until -> new Look.No(new SubmitResult.AtNight(until)))
            .orElseGet(() -> new Look.Yes(addressed, segments));
      }
    };
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

  private Optional<Instant> night(Tenant tx, TextDraft draft, Addressed addressed) {
    return draft.night() == Night.ANYWAY
        ? Optional.empty()
        : Nights.over(
            workspaces.quietTimes(tx), clock.instant(), addressed.receivers(), addressed.from());
  }

  private SubmitResult submit(
      Tenant tx,
      UUID memberId,
      String idempotencyKey,
      TextDraft draft,
      Addressed addressed,
      Segments segments) {
    UUID id = Ids.next();
    return switch (keys.claim(tx, memberId, idempotencyKey, draft.canonical(), id)) {
      case Claim.First _ ->
          switch (enclosures.hold(tx, memberId, addressed.number(), draft.media())) {
            case Held.Unfit(String detail) -> {
              keys.release(tx, memberId, idempotencyKey);
              yield new Refused("media", detail);
            }
            case Held.Fit(List<Attachment> files) ->
                append(tx, memberId, id, draft, addressed, segments, files);
          };
      case Claim.Repeat(UUID earlier) -> repeat(tx, earlier);
      case Claim.Conflict _ -> new KeyConflict();
    };
  }

  private Submitted append(
      Tenant tx,
      UUID memberId,
      UUID id,
      TextDraft draft,
      Addressed addressed,
      Segments segments,
      List<Attachment> files) {
    UUID conversation =
        conversations.findOrCreate(tx, addressed.number().id(), addressed.participants());
    NewMessage message =
        new NewMessage(
            id,
            conversation,
            Direction.OUT,
            Personal.of(addressed.from().e164()),
            Personal.of(addressed.participants()),
            Personal.of(PlainMarks.where(draft.text())),
            MessageState.QUEUED,
            Math.max(1, segments.count()),
            segments.encoding().stored(),
            Optional.of(memberId),
            addressed.number().carrierAccountId(),
            Optional.empty());
    Message stored = messages.append(tx, message).message();
    enclosures.give(tx, id, files);
    if (draft.night() == Night.DAYTIME) {
      daytime.add(tx, id);
    }
    jobs.enqueue(tx, Outbox.KIND, id, tx.now().plus(draft.hold()));
    return new Submitted(stored, false);
  }

  /// A request that came before is what it was, whatever the person said since; a new one leaves no
  /// trace.
  private SubmitResult unwelcome(
      Tenant tx, UUID memberId, String idempotencyKey, TextDraft draft, SubmitResult why) {
    return switch (keys.claim(tx, memberId, idempotencyKey, draft.canonical(), Ids.next())) {
      case Claim.First _ -> {
        keys.release(tx, memberId, idempotencyKey);
        yield why;
      }
      case Claim.Repeat(UUID earlier) -> repeat(tx, earlier);
      case Claim.Conflict _ -> new KeyConflict();
    };
  }

  private SubmitResult repeat(Tenant tx, UUID earlier) {
    return messages
        .find(tx, earlier)
        .<SubmitResult>map(message -> new Submitted(message, true))
        .orElseGet(KeyConflict::new);
  }

  /// @param group whether several people would get it: who stands in the way is for the
  ///   conversation to show
  private static SubmitResult.NotWelcome unwelcome(Standing standing, boolean group) {
    if (!group) {
      return unwelcome(standing);
    }
    return new SubmitResult.NotWelcome(
        standing,
        (standing == Standing.OPTED_OUT ? Trouble.GROUP_OPTED_OUT : Trouble.GROUP_DOUBTFUL)
            .as(standing.name())
            .detail());
  }

  static SubmitResult.NotWelcome unwelcome(Standing standing) {
    return new SubmitResult.NotWelcome(
        standing,
        standing == Standing.OPTED_OUT
            ? "This person asked for no more texts. Their START opens the way again, or that they agreed in another way and you"
                + " note how."
            : Trouble.CONSENT_DOUBTFUL.as(HeldBack.CONSENT_DOUBTFUL.code()).detail());
  }
}
