package dev.tandem.gateway.edge.http;

import dev.tandem.gateway.account.AuditTrail;
import dev.tandem.gateway.account.Principal;
import dev.tandem.gateway.edge.http.Route.Access;
import dev.tandem.gateway.edge.http.Route.Tenancy;
import dev.tandem.storage.Storage;
import dev.tandem.storage.audit.AuditAction;
import dev.tandem.storage.audit.AuditDetail;
import dev.tandem.storage.workspace.QuietTimes;
import dev.tandem.storage.workspace.Workspaces;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/// The hours in which the workspace's programs text nobody.
public final class QuietHoursEndpoints {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

  private final Storage storage;
  private final Workspaces workspaces = new Workspaces();
  private final AuditTrail trail = new AuditTrail();

  public QuietHoursEndpoints(Storage storage) {
    this.storage = storage;
  }

  /// The routes answered here.
  public List<Route> routes() {
    return List.of(
        new Route(
            HttpMethod.GET,
            "/quiet-hours",
            Access.MEMBER,
            Tenancy.WORKSPACE,
            "The hours in which programs text nobody",
            this::read),
        new Route(
            HttpMethod.PATCH,
            "/quiet-hours",
            Access.ADMIN,
            Tenancy.WORKSPACE,
            "Change the hours in which programs text nobody",
            this::change));
  }

  private Reply read(Ask ask) {
    return Reply.ok(
        shaped(storage.inWorkspace(ask.principal().workspace(), workspaces::quietTimes)));
  }

  private Reply change(Ask ask) {
    Fields fields = ask.fields();
    Optional<Boolean> enabled =
        fields.has("enabled") ? Optional.of(fields.flag("enabled")) : Optional.empty();
    Optional<LocalTime> from = clock(fields, "from");
    Optional<LocalTime> until = clock(fields, "until");
    fields.done();
    Principal principal = ask.principal();
    return Reply.ok(
        shaped(
            storage.inWorkspace(
                principal.workspace(),
                tx -> {
                  QuietTimes before = workspaces.quietTimes(tx);
                  LocalTime begin = from.orElse(before.from());
                  LocalTime end = until.orElse(before.until());
                  if (begin.equals(end)) {
                    throw Refusal.field("until", "must be another time than `from`");
                  }
                  QuietTimes after = new QuietTimes(enabled.orElse(before.on()), begin, end);
                  if (!after.equals(before)) {
                    workspaces.keepQuiet(tx, after);
                    trail.add(
                        tx,
                        principal,
                        AuditAction.QUIET_HOURS_CHANGED,
                        Optional.empty(),
                        AuditDetail.of(
                            AuditDetail.Field.DECISION,
                            after.on() ? CLOCK.format(begin) + "-" + CLOCK.format(end) : "off"));
                  }
                  return after;
                })));
  }

  private static Optional<LocalTime> clock(Fields fields, String field) {
    Optional<String> text = fields.optionalText(field, 5, 5);
    try {
      return text.map(shown -> LocalTime.parse(shown, CLOCK));
    } catch (DateTimeException e) {
      fields.fault(field, "must be a time of day such as 21:00");
      return Optional.empty();
    }
  }

  private static JsonObject shaped(QuietTimes times) {
    return new JsonObject()
        .put("enabled", times.on())
        .put("from", CLOCK.format(times.from()))
        .put("until", CLOCK.format(times.until()));
  }
}
