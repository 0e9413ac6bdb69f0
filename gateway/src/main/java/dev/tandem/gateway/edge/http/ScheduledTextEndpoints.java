package dev.tandem.gateway.edge.http;

import dev.tandem.gateway.account.Principal;
import dev.tandem.gateway.config.Limits;
import dev.tandem.gateway.edge.http.Route.Access;
import dev.tandem.gateway.edge.http.Route.Tenancy;
import dev.tandem.gateway.edge.json.MessageJson;
import dev.tandem.gateway.edge.json.ScheduledTextJson;
import dev.tandem.messaging.schedule.ScheduleDraft;
import dev.tandem.messaging.schedule.ScheduleResult;
import dev.tandem.messaging.schedule.ScheduleText;
import dev.tandem.messaging.schedule.ScheduleText.Edit;
import dev.tandem.messaging.send.SubmitResult;
import dev.tandem.messaging.send.SubmitText;
import dev.tandem.messaging.send.TextDraft;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.schedule.ScheduledText;
import dev.tandem.storage.schedule.ScheduledTexts;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Texts that leave at a time that somebody chose.
public final class ScheduledTextEndpoints {
  private static final int TEXT_CHARS = 4_000;

  private final Storage storage;
  private final SubmitText submit;
  private final ScheduleText schedule;
  private final Limits limits;
  private final ScheduledTexts texts = new ScheduledTexts();
  private final Once once = new Once();

  public ScheduledTextEndpoints(Storage storage, SubmitText submit, Limits limits) {
    this.storage = storage;
    this.submit = submit;
    this.schedule = new ScheduleText(storage, submit);
    this.limits = limits;
  }

  /// The routes answered here.
  public List<Route> routes() {
    return List.of(
        workspace(HttpMethod.GET, "Texts that wait for their time", this::list),
        workspace(HttpMethod.POST, "Schedule a text", this::make),
        object(HttpMethod.GET, "", "One scheduled text", this::one),
        object(HttpMethod.PATCH, "", "Change a text before it leaves", this::change),
        object(HttpMethod.DELETE, "", "Cancel a scheduled text", this::cancel),
        object(HttpMethod.POST, "/send", "Send a scheduled text now", this::send));
  }

  private static Route workspace(HttpMethod method, String summary, Route.Endpoint endpoint) {
    return new Route(
        method, "/scheduled-texts", Access.MEMBER, Tenancy.WORKSPACE, summary, endpoint);
  }

  private static Route object(
      HttpMethod method, String below, String summary, Route.Endpoint endpoint) {
    return new Route(
        method, "/scheduled-texts/{id}" + below, Access.MEMBER, Tenancy.OBJECT, summary, endpoint);
  }

  private Reply list(Ask ask) {
    int limit = ask.limit(limits.defaultPageItems(), limits.pageItems());
    Optional<UUID> conversation =
        ask.parameter("conversation_id")
            .map(
                text ->
                    Fields.id(text)
                        .orElseThrow(() -> Refusal.field("conversation_id", "must be an id")));
    return storage.inWorkspace(
        ask.principal().workspace(),
        tx ->
            conversation
                .map(id -> Reply.all(texts.of(tx, id), ScheduledTextJson::of))
                .orElseGet(
                    () ->
                        Reply.page(
                            texts.page(tx, ask.timeCursor(), limit), ScheduledTextJson::of)));
  }

  private Reply one(Ask ask) {
    return storage.inWorkspace(
        ask.principal().workspace(),
        tx ->
            Reply.ok(
                ScheduledTextJson.of(texts.find(tx, ask.id()).orElseThrow(Refusal::notFound))));
  }

  private Reply make(Ask ask) {
    Fields fields = ask.fields();
    Optional<UUID> numberId = fields.optionalId("number_id");
    String from = numberId.map(UUID::toString).orElseGet(() -> fields.text("from", 1, 40));
    List<String> to = fields.texts("to", 1, 20, 40);
    Optional<String> text = fields.verbatim("text", 1, TEXT_CHARS);
    if (text.isEmpty() && !fields.has("text")) {
      fields.fault("text", "is missing");
    }
    Optional<Instant> sendAt = fields.time("send_at");
    if (sendAt.isEmpty() && !fields.has("send_at")) {
      fields.fault("send_at", "is missing");
    }
    boolean unlessReply = fields.has("unless_reply") && fields.flag("unless_reply");
    fields.done();
    ScheduleDraft draft =
        new ScheduleDraft(
            new TextDraft(from, to, text.orElseThrow()), sendAt.orElseThrow(), unlessReply);
    Principal principal = ask.principal();
    return storage.inWorkspace(
        principal.workspace(),
        tx ->
            Reply.created(
                ScheduledTextJson.of(
                    once.make(
                        tx,
                        ask,
                        id -> scheduled(schedule.schedule(tx, id, principal.memberId(), draft)),
                        id -> texts.find(tx, id)))));
  }

  private Reply change(Ask ask) {
    UUID id = ask.id();
    Fields fields = ask.fields();
    Optional<Boolean> unlessReply =
        fields.has("unless_reply") ? Optional.of(fields.flag("unless_reply")) : Optional.empty();
    Edit edit =
        new Edit(fields.verbatim("text", 1, TEXT_CHARS), fields.time("send_at"), unlessReply);
    fields.done();
    Principal principal = ask.principal();
    return storage.inWorkspace(
        principal.workspace(),
        tx -> {
          there(tx, id);
          return Reply.ok(
              ScheduledTextJson.of(scheduled(schedule.change(tx, id, principal.memberId(), edit))));
        });
  }

  private Reply cancel(Ask ask) {
    return storage.inWorkspace(
        ask.principal().workspace(),
        tx -> {
          ScheduledText _ = scheduled(schedule.cancel(tx, ask.id()));
          return Reply.done();
        });
  }

  private Reply send(Ask ask) {
    Principal principal = ask.principal();
    ask.fields().done();
    ScheduleResult result =
        storage.inWorkspace(
            principal.workspace(), tx -> schedule.sendNow(tx, ask.id(), principal.memberId()));
    if (result instanceof ScheduleResult.Left(SubmitResult.Submitted submitted)) {
      submit.wake();
      return Reply.ok(MessageJson.of(submitted.message(), List.of()));
    }
    throw refusal(result);
  }

  private void there(Tenant tx, UUID id) {
    ScheduledText _ = texts.find(tx, id).orElseThrow(Refusal::notFound);
  }

  private static ScheduledText scheduled(ScheduleResult result) {
    if (result instanceof ScheduleResult.Scheduled(ScheduledText text)) {
      return text;
    }
    throw refusal(result);
  }

  /// What stands in the way, as a text that is handed in is told it.
  private static Refusal refusal(ScheduleResult result) {
    return switch (result) {
      case ScheduleResult.No(SubmitResult.Refused(String field, String detail)) ->
          Refusal.field(field, detail);
      case ScheduleResult.No(SubmitResult.NotWelcome(var _, String detail)) ->
          Refusal.of(ProblemCode.NO_CONSENT, detail);
      case ScheduleResult.TooMany(String detail) -> Refusal.of(ProblemCode.CONFLICT, detail);
      case ScheduleResult.TooLate _ ->
          Refusal.of(ProblemCode.CONFLICT, "The text has left already.");
      case ScheduleResult.Unknown _ -> Refusal.notFound();
      case ScheduleResult.No _, ScheduleResult.Scheduled _, ScheduleResult.Left _ ->
          throw new AssertionError("a text under a key of its own is no other's");
    };
  }
}
