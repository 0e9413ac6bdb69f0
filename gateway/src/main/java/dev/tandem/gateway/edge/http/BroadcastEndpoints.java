package dev.tandem.gateway.edge.http;

import static dev.tandem.gateway.edge.http.Route.object;

import dev.tandem.gateway.account.AuditTrail;
import dev.tandem.gateway.account.Principal;
import dev.tandem.gateway.config.Limits;
import dev.tandem.gateway.edge.http.Problem.FieldFault;
import dev.tandem.gateway.edge.http.Route.Access;
import dev.tandem.gateway.edge.http.Route.Tenancy;
import dev.tandem.gateway.edge.json.BroadcastJson;
import dev.tandem.messaging.broadcast.BroadcastDraft;
import dev.tandem.messaging.broadcast.BroadcastLimits;
import dev.tandem.messaging.broadcast.BroadcastResult;
import dev.tandem.messaging.broadcast.Outlook;
import dev.tandem.messaging.broadcast.PlanBroadcast;
import dev.tandem.messaging.carrier.Carriers;
import dev.tandem.messaging.template.TemplateText;
import dev.tandem.messaging.text.TextCheck;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.audit.AuditAction;
import dev.tandem.storage.audit.AuditDetail;
import dev.tandem.storage.audit.AuditDetail.Field;
import dev.tandem.storage.broadcast.Broadcast;
import dev.tandem.storage.broadcast.Broadcasts;
import dev.tandem.storage.broadcast.Receivers;
import dev.tandem.storage.job.Jobs;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// One text for many people.
public final class BroadcastEndpoints {
  private static final int NUMBER_CHARS = 40;
  private static final int USUAL_PER_MINUTE = 30;

  private final Storage storage;
  private final PlanBroadcast plan;
  private final Limits limits;
  private final Broadcasts broadcasts = new Broadcasts();
  private final Receivers receivers = new Receivers();
  private final Once once = new Once();
  private final AuditTrail trail = new AuditTrail();

  public BroadcastEndpoints(Storage storage, Carriers carriers, Limits limits) {
    this.storage = storage;
    this.plan = new PlanBroadcast(carriers, new Jobs(storage));
    this.limits = limits;
  }

  /// The routes answered here.
  public List<Route> routes() {
    return List.of(
        workspace(HttpMethod.GET, "", "Broadcasts, the newest first", this::list),
        workspace(HttpMethod.POST, "", "Begin a broadcast", this::begin),
        workspace(HttpMethod.POST, "/preview", "What a broadcast would be", this::preview),
        object(HttpMethod.GET, "/broadcasts/{id}", "One broadcast", this::one),
        object(
            HttpMethod.PATCH,
            "/broadcasts/{id}",
            "Have a broadcast begin, or a paused one go on, at a time",
            this::schedule),
        object(
            HttpMethod.GET,
            "/broadcasts/{id}/receivers",
            "Whom a broadcast goes to, and how far each has come",
            this::receivers),
        object(HttpMethod.POST, "/broadcasts/{id}/pause", "Pause a broadcast", this::pause),
        object(HttpMethod.POST, "/broadcasts/{id}/resume", "Let a broadcast go on", this::resume),
        object(
            HttpMethod.POST,
            "/broadcasts/{id}/cancel",
            "Cancel a broadcast for those who have not got it",
            this::cancel));
  }

  private static Route workspace(
      HttpMethod method, String below, String summary, Route.Endpoint endpoint) {
    return new Route(
        method, "/broadcasts" + below, Access.MEMBER, Tenancy.WORKSPACE, summary, endpoint);
  }

  private Reply list(Ask ask) {
    int limit = ask.limit(limits.defaultPageItems(), limits.pageItems());
    return storage.inWorkspace(
        ask.principal().workspace(),
        tx ->
            Reply.page(
                broadcasts.page(tx, ask.timeCursor(), limit), one -> BroadcastJson.of(tx, one)));
  }

  private Reply one(Ask ask) {
    return storage.inWorkspace(
        ask.principal().workspace(), tx -> Reply.ok(BroadcastJson.of(tx, there(tx, ask.id()))));
  }

  private Broadcast there(Tenant tx, UUID id) {
    return broadcasts.find(tx, id).orElseThrow(Refusal::notFound);
  }

  private Reply receivers(Ask ask) {
    UUID id = ask.id();
    int limit = ask.limit(limits.defaultPageItems(), limits.pageItems());
    int from = ask.cursor().map(BroadcastEndpoints::place).orElse(0);
    return storage.inWorkspace(
        ask.principal().workspace(),
        tx -> {
          Broadcast _ = there(tx, id);
          return Reply.page(receivers.page(tx, id, from, limit), BroadcastJson::of);
        });
  }

  private static int place(String cursor) {
    try {
      return Integer.parseInt(cursor);
    } catch (NumberFormatException e) {
      throw Ask.badCursor();
    }
  }

  private Reply preview(Ask ask) {
    BroadcastDraft draft = draft(ask.fields(), false);
    Principal principal = ask.principal();
    return storage.inWorkspace(
        principal.workspace(),
        tx ->
            switch (plan.look(tx, principal.memberId(), draft)) {
              case Outlook.Wrong(List<Outlook.Fault> faults) -> throw wrong(faults);
              case Outlook.Clear clear ->
                  Reply.ok(
                      new JsonObject()
                          .put("receivers", clear.receivers().size())
                          .put("segments", clear.segments())
                          .put("named_twice", clear.twice())
                          .put("unwelcome", clear.unwelcome())
                          .put("seconds", clear.takes().toSeconds()));
            });
  }

  private Reply begin(Ask ask) {
    BroadcastDraft draft = draft(ask.fields(), true);
    Principal principal = ask.principal();
    return storage.inWorkspace(
        principal.workspace(),
        tx ->
            Reply.created(
                BroadcastJson.of(
                    tx,
                    once.make(
                        tx,
                        ask,
                        id -> begun(tx, principal, id, draft),
                        id -> broadcasts.find(tx, id)))));
  }

  private Broadcast begun(Tenant tx, Principal principal, UUID id, BroadcastDraft draft) {
    Broadcast made = done(plan.begin(tx, id, principal.memberId(), draft));
    trail.add(
        tx,
        principal,
        draft.beginsAt().isPresent()
            ? AuditAction.BROADCAST_SCHEDULED
            : AuditAction.BROADCAST_BEGUN,
        Optional.of(id),
        AuditDetail.of(Field.COUNT, Integer.toString(made.receivers())));
    return made;
  }

  private Reply schedule(Ask ask) {
    UUID id = ask.id();
    Principal principal = ask.principal();
    return storage.inWorkspace(
        principal.workspace(),
        tx -> {
          Broadcast _ = there(tx, id);
          Fields fields = ask.fields();
          Instant at = fields.time("begins_at").orElse(Instant.MIN);
          if (!fields.has("begins_at")) {
            fields.fault("begins_at", "is missing");
          }
          fields.done();
          Broadcast changed = done(plan.schedule(tx, id, at));
          trail.add(
              tx,
              principal,
              AuditAction.BROADCAST_SCHEDULED,
              Optional.of(id),
              AuditDetail.of(Field.COUNT, Integer.toString(changed.receivers())));
          return Reply.ok(BroadcastJson.of(tx, changed));
        });
  }

  private Reply pause(Ask ask) {
    return change(ask, AuditAction.BROADCAST_PAUSED, plan::pause);
  }

  private Reply resume(Ask ask) {
    return change(ask, AuditAction.BROADCAST_RESUMED, plan::resume);
  }

  private Reply cancel(Ask ask) {
    return change(ask, AuditAction.BROADCAST_CANCELED, plan::cancel);
  }

  private interface Deed {
    BroadcastResult on(Tenant tx, UUID id);
  }

  private Reply change(Ask ask, AuditAction action, Deed deed) {
    UUID id = ask.id();
    ask.fields().done();
    Principal principal = ask.principal();
    return storage.inWorkspace(
        principal.workspace(),
        tx -> {
          Broadcast.State before = there(tx, id).state();
          Broadcast changed = done(deed.on(tx, id));
          if (changed.state() != before) {
            trail.add(tx, principal, action, Optional.of(id), AuditDetail.none());
          }
          return Reply.ok(BroadcastJson.of(tx, changed));
        });
  }

  /// @param whole whether all of it has to be there, or what a preview needs
  private static BroadcastDraft draft(Fields fields, boolean whole) {
    String name =
        whole
            ? fields.text("name", 1, BroadcastLimits.NAME_CHARS)
            : fields.optionalText("name", 0, BroadcastLimits.NAME_CHARS).orElse("");
    String from = fields.text("from", 1, NUMBER_CHARS);
    List<String> to = fields.texts("to", 1, BroadcastLimits.RECEIVERS, NUMBER_CHARS);
    String text = fields.verbatim("text", 1, TextCheck.MAX_CHARS).orElse("");
    if (text.isBlank()) {
      fields.fault("text", "must have 1 to " + TextCheck.MAX_CHARS + " characters");
    }
    if (TemplateText.read(text) instanceof TemplateText.Reading.Refused(String advice)) {
      fields.fault("text", advice);
    }
    int perMinute =
        fields.has("per_minute")
            ? (int) fields.integer("per_minute", 1, BroadcastLimits.A_MINUTE)
            : USUAL_PER_MINUTE;
    Optional<Instant> beginsAt = fields.time("begins_at");
    fields.done();
    return new BroadcastDraft(name, from, to, text, perMinute, beginsAt);
  }

  private static Broadcast done(BroadcastResult result) {
    return switch (result) {
      case BroadcastResult.Done(Broadcast broadcast) -> broadcast;
      case BroadcastResult.Wrong(List<Outlook.Fault> faults) -> throw wrong(faults);
      case BroadcastResult.TooMany(String detail) -> throw Refusal.of(ProblemCode.CONFLICT, detail);
      case BroadcastResult.UnderWay _ ->
          throw Refusal.of(ProblemCode.CONFLICT, "The broadcast is under way. Pause it first.");
      case BroadcastResult.Over _ ->
          throw Refusal.of(ProblemCode.CONFLICT, "The broadcast is over.");
      case BroadcastResult.Unknown _ -> throw Refusal.notFound();
    };
  }

  private static Refusal wrong(List<Outlook.Fault> faults) {
    return Refusal.fields(
        faults.stream().map(it -> new FieldFault(it.field(), it.detail())).toList());
  }
}
