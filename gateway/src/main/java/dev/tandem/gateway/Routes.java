package dev.tandem.gateway;

import dev.tandem.gateway.account.Presence;
import dev.tandem.gateway.account.Tokens;
import dev.tandem.gateway.call.Party;
import dev.tandem.gateway.config.Limits;
import dev.tandem.gateway.edge.http.Answers;
import dev.tandem.gateway.edge.http.AttachmentEndpoints;
import dev.tandem.gateway.edge.http.AuditEndpoints;
import dev.tandem.gateway.edge.http.BroadcastEndpoints;
import dev.tandem.gateway.edge.http.CallEndpoints;
import dev.tandem.gateway.edge.http.CarrierAccountEndpoints;
import dev.tandem.gateway.edge.http.ConsentEndpoints;
import dev.tandem.gateway.edge.http.ContactEndpoints;
import dev.tandem.gateway.edge.http.ContactFileEndpoints;
import dev.tandem.gateway.edge.http.ContactHistoryEndpoints;
import dev.tandem.gateway.edge.http.ContactPhotoEndpoints;
import dev.tandem.gateway.edge.http.ContractEndpoints;
import dev.tandem.gateway.edge.http.ConversationEndpoints;
import dev.tandem.gateway.edge.http.CredentialEndpoints;
import dev.tandem.gateway.edge.http.CredentialKind;
import dev.tandem.gateway.edge.http.DeadLetterEndpoints;
import dev.tandem.gateway.edge.http.DraftEndpoints;
import dev.tandem.gateway.edge.http.MeEndpoints;
import dev.tandem.gateway.edge.http.MemberEndpoints;
import dev.tandem.gateway.edge.http.NoteEndpoints;
import dev.tandem.gateway.edge.http.NumberEndpoints;
import dev.tandem.gateway.edge.http.PostEndpoints;
import dev.tandem.gateway.edge.http.Problem;
import dev.tandem.gateway.edge.http.ProblemCode;
import dev.tandem.gateway.edge.http.ProblemPages;
import dev.tandem.gateway.edge.http.QuietHoursEndpoints;
import dev.tandem.gateway.edge.http.ReceiverListEndpoints;
import dev.tandem.gateway.edge.http.RelayEndpoints;
import dev.tandem.gateway.edge.http.RoomEndpoints;
import dev.tandem.gateway.edge.http.Route;
import dev.tandem.gateway.edge.http.RouteTable;
import dev.tandem.gateway.edge.http.ScheduledTextEndpoints;
import dev.tandem.gateway.edge.http.SearchEndpoints;
import dev.tandem.gateway.edge.http.SessionEndpoints;
import dev.tandem.gateway.edge.http.TemplateEndpoints;
import dev.tandem.gateway.edge.http.TextEndpoints;
import dev.tandem.gateway.edge.http.TimelineEndpoints;
import dev.tandem.gateway.edge.http.VoicemailEndpoints;
import dev.tandem.gateway.edge.realtime.Realtime;
import dev.tandem.gateway.edge.web.Pages;
import dev.tandem.gateway.edge.web.StaticFiles;
import dev.tandem.storage.Storage;
import dev.tandem.storage.blob.Blobs;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/// The route table of this gateway, put together from every subject's endpoints.
final class Routes {
  private Routes() {}

  static RouteTable table(
      Foundation foundation,
      Gateway gateway,
      CarriersPart carriers,
      Realtime realtime,
      Limits limits) {
    Storage storage = foundation.storage();
    Presence presence =
        (workspace, member) ->
            switch (realtime.presence().of(new Party(workspace.value(), member))) {
              case OFFLINE -> Presence.State.OFFLINE;
              case ONLINE -> Presence.State.ONLINE;
              case IN_CALL -> Presence.State.IN_CALL;
            };
    List<Route> routes = new ArrayList<>();
    routes.addAll(
        new SessionEndpoints(
                storage,
                Gateway.signIn(foundation, limits),
                Gateway.life(foundation.config()),
                limits)
            .routes());
    routes.addAll(new MeEndpoints(storage, realtime::voicemailMissing).routes());
    Tokens tokens = new Tokens(foundation.random());
    routes.addAll(new CredentialEndpoints<>(storage, CredentialKind.apiKeys(tokens)).routes());
    routes.addAll(new CredentialEndpoints<>(storage, CredentialKind.appPasswords(tokens)).routes());
    routes.addAll(new MemberEndpoints(storage, Gateway.invitations(foundation), presence).routes());
    routes.addAll(new NumberEndpoints(storage, carriers.carriers()).routes());
    routes.addAll(
        new CarrierAccountEndpoints(storage, carriers.carriers(), gateway.origin()).routes());
    routes.addAll(new ConversationEndpoints(storage, limits).routes());
    routes.addAll(new ConsentEndpoints(storage).routes());
    routes.addAll(new NoteEndpoints(storage).routes());
    routes.addAll(new DraftEndpoints(storage).routes());
    routes.addAll(new TemplateEndpoints(storage).routes());
    routes.addAll(new RoomEndpoints(storage, limits).routes());
    routes.addAll(new PostEndpoints(storage, limits).routes());
    routes.addAll(new TimelineEndpoints(storage, limits).routes());
    routes.addAll(new AttachmentEndpoints(storage).routes());
    routes.addAll(new TextEndpoints(storage, carriers.submit(), limits).routes());
    routes.addAll(new BroadcastEndpoints(storage, carriers.carriers(), limits).routes());
    routes.addAll(new ReceiverListEndpoints(storage).routes());
    routes.addAll(new ScheduledTextEndpoints(storage, carriers.submit(), limits).routes());
    routes.addAll(new QuietHoursEndpoints(storage).routes());
    routes.addAll(new DeadLetterEndpoints(storage, carriers.submit(), limits).routes());
    routes.addAll(new CallEndpoints(storage, limits).routes());
    routes.addAll(new VoicemailEndpoints(storage, new Blobs(storage), limits).routes());
    routes.addAll(new ContactEndpoints(storage, limits).routes());
    routes.addAll(new ContactHistoryEndpoints(storage, limits, foundation.clock()).routes());
    routes.addAll(new ContactFileEndpoints(storage).routes());
    routes.addAll(new ContactPhotoEndpoints(storage).routes());
    routes.addAll(
        new RelayEndpoints(gateway.relay().secret(), gateway.relay()::urls, foundation.clock())
            .routes());
    routes.addAll(new SearchEndpoints(storage, limits.pageItems()).routes());
    routes.addAll(
        new AuditEndpoints(storage, limits.pageItems(), limits.defaultPageItems()).routes());
    routes.addAll(new ContractEndpoints().routes());
    return new RouteTable(routes);
  }

  /// How pages that the server writes itself look.
  static void mountLook(Router router, Executor blocking) {
    router.get("/pages.css").handler(new StaticFiles("/pages", blocking, Routes::absent));
  }

  /// Pages that the server writes itself.
  static void mountPages(Router router, Foundation foundation) {
    mountLook(router, foundation.useCases());
    router
        .get("/.well-known/security.txt")
        .handler(
            context ->
                context
                    .response()
                    .putHeader("content-type", "text/plain; charset=utf-8")
                    .end(
                        SecurityContact.text(
                            foundation.config().securityContact(), foundation.clock().instant())));
    ContractEndpoints.mountPage(router);
    ProblemPages.mount(router);
  }

  /// The page, and the answer for everything else.
  static void mountPage(Router router, Executor blocking) {
    router.route("/api/*").handler(Routes::absentApi);
    router.route().last().handler(new StaticFiles("/web", blocking, Routes::absent));
  }

  private static void absent(RoutingContext context) {
    if (!context.response().ended()) {
      context
          .response()
          .setStatusCode(404)
          .putHeader("content-type", "text/html; charset=utf-8")
          .putHeader("cache-control", "no-store")
          .end(Pages.absent());
    }
  }

  private static void absentApi(RoutingContext context) {
    Answers.problem(
        context.response(),
        Problem.of(ProblemCode.NOT_FOUND, "Check the address with /api/v1/openapi.json."));
  }
}
