package dev.tandem.gateway.edge.http;

import dev.tandem.gateway.account.Principal;
import dev.tandem.gateway.config.Limits;
import dev.tandem.gateway.edge.http.Route.Access;
import dev.tandem.gateway.edge.http.Route.Tenancy;
import dev.tandem.gateway.edge.json.WorkspaceJson;
import dev.tandem.storage.Page;
import dev.tandem.storage.Storage;
import dev.tandem.storage.call.CallRecord;
import dev.tandem.storage.call.Calls;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.UUID;

/// Call records.
public final class CallEndpoints {
  private final Storage storage;
  private final Limits limits;
  private final Calls calls = new Calls();

  public CallEndpoints(Storage storage, Limits limits) {
    this.storage = storage;
    this.limits = limits;
  }

  /// The routes answered here.
  public List<Route> routes() {
    return List.of(
        new Route(
            HttpMethod.GET,
            "/calls",
            Access.MEMBER,
            Tenancy.WORKSPACE,
            "Calls, the newest first",
            this::list),
        new Route(
            HttpMethod.GET, "/calls/{id}", Access.MEMBER, Tenancy.OBJECT, "One call", this::one));
  }

  private Reply list(Ask ask) {
    Principal principal = ask.principal();
    int limit = ask.limit(limits.defaultPageItems(), limits.pageItems());
    return storage.inWorkspace(
        principal.workspace(),
        tx -> {
          Page<CallRecord> page = calls.page(tx, ask.timeCursor(), limit);
          return Reply.page(page, WorkspaceJson.in(tx)::call);
        });
  }

  private Reply one(Ask ask) {
    UUID id = ask.id();
    return Reply.ok(
        storage.inWorkspace(
            ask.principal().workspace(),
            tx -> WorkspaceJson.in(tx).call(calls.find(tx, id).orElseThrow(Refusal::notFound))));
  }
}
