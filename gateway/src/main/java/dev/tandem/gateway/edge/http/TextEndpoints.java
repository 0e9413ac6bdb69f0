package dev.tandem.gateway.edge.http;

import static dev.tandem.gateway.edge.http.Route.object;

import dev.tandem.gateway.account.Principal;
import dev.tandem.gateway.config.Limits;
import dev.tandem.gateway.edge.http.Route.Access;
import dev.tandem.gateway.edge.http.Route.Tenancy;
import dev.tandem.gateway.edge.json.TextsJson;
import dev.tandem.messaging.consent.Standing;
import dev.tandem.messaging.send.Night;
import dev.tandem.messaging.send.SubmitResult;
import dev.tandem.messaging.send.SubmitText;
import dev.tandem.messaging.send.TakeBackResult;
import dev.tandem.messaging.send.TextDraft;
import dev.tandem.storage.Page;
import dev.tandem.storage.Storage;
import dev.tandem.storage.draft.Draft;
import dev.tandem.storage.draft.Drafts;
import dev.tandem.storage.message.Conversations;
import dev.tandem.storage.message.Message;
import dev.tandem.storage.message.Messages;
import dev.tandem.storage.workspace.Numbers;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Texts, and sending them.
public final class TextEndpoints {
  private static final int TEXT_CHARS = 4_000;
  private static final Set<String> QUIET = Set.of("refuse", "send");
  private static final int MEDIA = 10;

  private final Storage storage;
  private final SubmitText submit;
  private final Limits limits;
  private final Conversations conversations = new Conversations();
  private final Messages messages = new Messages();
  private final Numbers numbers = new Numbers();
  private final Drafts drafts = new Drafts();

  public TextEndpoints(Storage storage, SubmitText submit, Limits limits) {
    this.storage = storage;
    this.submit = submit;
    this.limits = limits;
  }

  /// The routes answered here.
  public List<Route> routes() {
    return List.of(
        object(
            HttpMethod.GET,
            "/conversations/{id}/messages",
            "Texts of a conversation, the newest first",
            this::messages),
        new Route(
            HttpMethod.POST,
            "/messages",
            Access.MEMBER,
            Tenancy.WORKSPACE,
            "Send a text",
            this::send),
        object(HttpMethod.GET, "/messages/{id}", "One text", this::message),
        object(
            HttpMethod.POST,
            "/messages/{id}/cancel",
            "Take back a text that has not left",
            this::cancel));
  }

  private Reply messages(Ask ask) {
    UUID id = ask.id();
    int limit = limit(ask);
    long before = ask.cursor().map(TextEndpoints::sequence).orElse(Long.MAX_VALUE);
    Principal principal = ask.principal();
    return storage.inWorkspace(
        principal.workspace(),
        tx -> {
          var _ = conversations.find(tx, principal.memberId(), id).orElseThrow(Refusal::notFound);
          Page<Message> page = messages.page(tx, id, before, limit);
          return Reply.page(page, TextsJson.of(tx, page.items()));
        });
  }

  private Reply message(Ask ask) {
    UUID id = ask.id();
    return storage.inWorkspace(
        ask.principal().workspace(),
        tx -> {
          Message found = messages.find(tx, id).orElseThrow(Refusal::notFound);
          return Reply.ok(TextsJson.one(tx, found));
        });
  }

  private Reply send(Ask ask) {
    Fields fields = ask.fields();
    Optional<UUID> numberId = fields.optionalId("number_id");
    String from = numberId.isPresent() ? "" : fields.text("from", 1, 40);
    List<String> to = fields.texts("to", 1, 20, 40);
    List<UUID> media = fields.ids("media", MEDIA);
    Optional<String> text = fields.verbatim("text", media.isEmpty() ? 1 : 0, TEXT_CHARS);
    long hold =
        fields.has("hold_seconds")
            ? fields.integer("hold_seconds", 0, TextDraft.MAX_HOLD.toSeconds())
            : 0;
    boolean anyway = anyway(fields);
    if (text.isEmpty() && !fields.has("text") && media.isEmpty()) {
      fields.fault("text", "is missing");
    }
    fields.done();
    Principal principal = ask.principal();
    String sender = numberId.map(id -> number(principal, id)).orElse(from);
    TextDraft draft =
        new TextDraft(
            sender, to, text.orElse(""), media, Duration.ofSeconds(hold), night(principal, anyway));
    String key = ask.idempotencyKey().orElseGet(() -> UUID.randomUUID().toString());
    return switch (submit.submit(principal.workspace(), principal.memberId(), key, draft)) {
      case SubmitResult.Submitted(Message stored, boolean repeated) -> {
        if (!repeated) {
          forgetDraft(principal, stored);
        }
        yield Reply.created(
            storage.inWorkspace(principal.workspace(), tx -> TextsJson.one(tx, stored)));
      }
      case SubmitResult.Refused(String field, String detail) -> throw Refusal.field(field, detail);
      case SubmitResult.NotWelcome(Standing _, String detail) ->
          throw Refusal.of(ProblemCode.NO_CONSENT, detail);
      case SubmitResult.AtNight(Instant until) -> throw atNight(until);
      case SubmitResult.KeyConflict _ ->
          throw Refusal.of(
              ProblemCode.IDEMPOTENCY_CONFLICT, "Use a fresh Idempotency-Key for a new text.");
    };
  }

  /// What was written has been said.
  private void forgetDraft(Principal principal, Message stored) {
    boolean _ =
        storage.inWorkspace(
            principal.workspace(),
            tx -> drafts.clear(tx, principal.memberId(), Draft.Kind.TEXT, stored.conversationId()));
  }

  private Reply cancel(Ask ask) {
    Principal principal = ask.principal();
    return switch (submit.takeBack(principal.workspace(), principal.memberId(), ask.id())) {
      case TakeBackResult.TakenBack(Message message) ->
          Reply.ok(storage.inWorkspace(principal.workspace(), tx -> TextsJson.one(tx, message)));
      case TakeBackResult.TooLate _ ->
          throw Refusal.of(ProblemCode.CONFLICT, "The text has left already.");
      case TakeBackResult.NotTheirs _ -> throw Refusal.notFound();
    };
  }

  /// Whether a request says that a text may leave in the night of whom it is for.
  static boolean anyway(Fields fields) {
    return fields.has("quiet_hours") && fields.word("quiet_hours", QUIET).equals("send");
  }

  static Refusal atNight(Instant until) {
    return Refusal.until(
        until,
        "Schedule it for `send_at`, or send it with `quiet_hours` as `send` when they expect it.");
  }

  /// A member in front of a page decides for this moment; a program's text keeps to the day.
  static Night night(Principal principal, boolean anyway) {
    if (anyway) {
      return Night.ANYWAY;
    }
    return switch (principal.credential()) {
      case Principal.Device _ -> Night.ASKED;
      case Principal.ApiKey _ -> Night.DAYTIME;
    };
  }

  private String number(Principal principal, UUID id) {
    return storage
        .inWorkspace(principal.workspace(), tx -> numbers.find(tx, id))
        .map(number -> number.e164().value())
        .orElseThrow(() -> Refusal.field("number_id", "is not a number of this workspace"));
  }

  private int limit(Ask ask) {
    return ask.limit(limits.defaultPageItems(), limits.pageItems());
  }

  /// The place in a conversation that a cursor of its lists names.
  static long sequence(String cursor) {
    try {
      return Long.parseLong(cursor);
    } catch (NumberFormatException e) {
      throw Ask.badCursor();
    }
  }
}
