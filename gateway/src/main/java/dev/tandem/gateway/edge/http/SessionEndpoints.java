package dev.tandem.gateway.edge.http;

import dev.tandem.gateway.account.AuditTrail;
import dev.tandem.gateway.account.Principal;
import dev.tandem.gateway.account.SessionLife;
import dev.tandem.gateway.account.SignIn;
import dev.tandem.gateway.config.Limits;
import dev.tandem.gateway.edge.http.Problem.FieldFault;
import dev.tandem.gateway.edge.http.Route.Access;
import dev.tandem.gateway.edge.http.Route.Tenancy;
import dev.tandem.gateway.edge.json.AccountJson;
import dev.tandem.storage.Storage;
import dev.tandem.storage.audit.AuditAction;
import dev.tandem.storage.seal.Secret;
import dev.tandem.storage.workspace.Devices;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Signing in and out.
public final class SessionEndpoints {
  private final Storage storage;
  private final SignIn signIn;
  private final SessionLife life;
  private final Limits limits;
  private final Devices devices = new Devices();
  private final AuditTrail trail = new AuditTrail();

  public SessionEndpoints(Storage storage, SignIn signIn, SessionLife life, Limits limits) {
    this.storage = storage;
    this.signIn = signIn;
    this.life = life;
    this.limits = limits;
  }

  /// The routes answered here.
  public List<Route> routes() {
    return List.of(
        new Route(
            HttpMethod.POST,
            "/sessions",
            Access.ANYONE,
            Tenancy.NONE,
            "Sign in with e-mail and password or a one-time link",
            this::open),
        new Route(
            HttpMethod.DELETE,
            "/sessions/current",
            Access.MEMBER,
            Tenancy.OWN,
            "Sign this device out",
            this::close));
  }

  private Reply open(Ask ask) {
    Fields fields = ask.fields();
    String device = fields.optionalText("device_name", 1, 120).orElse("A browser");
    if (fields.has("link_token")) {
      return follow(ask, fields, device);
    }
    String email = fields.email("email");
    Optional<Secret<String>> password = password(fields, 1);
    if (password.isEmpty() && !fields.has("password")) {
      fields.fault("password", "is missing");
    }
    fields.done();
    return reply(signIn.withPassword(email, password.orElseThrow(), device, ask.peer()));
  }

  private Reply follow(Ask ask, Fields fields, String device) {
    Optional<String> token = fields.optionalText("link_token", 1, 200);
    Optional<String> email =
        fields.has("email") ? Optional.of(fields.email("email")) : Optional.empty();
    SignIn.Choices choices =
        new SignIn.Choices(
            email,
            fields.optionalText("name", 1, 120),
            password(fields, SignIn.PASSWORD_CHARS_MIN));
    fields.done();
    return reply(signIn.withLink(Secret.of(token.orElse("")), choices, device, ask.peer()));
  }

  private Optional<Secret<String>> password(Fields fields, int min) {
    return fields.verbatim("password", min, limits.passwordChars()).map(Secret::of);
  }

  private Reply reply(SignIn.Result result) {
    return switch (result) {
      case SignIn.Result.SignedIn in ->
          new Reply.Json(
              201,
              new JsonObject()
                  .put("member", AccountJson.member(in.member()))
                  .put("workspace", AccountJson.workspace(in.workspace()))
                  .put("device", AccountJson.device(in.device(), true)),
              Map.of("set-cookie", SessionCookie.keep(in.token(), life.absolute())));
      case SignIn.Result.Wrong _ ->
          throw Refusal.of(
              ProblemCode.SIGN_IN_FAILED, "Check both, or ask an admin for a sign-in link.");
      case SignIn.Result.LinkUnusable _ ->
          throw Refusal.of(ProblemCode.LINK_UNUSABLE, "Ask for a new link; each works once.");
      case SignIn.Result.Missing(List<String> missing) ->
          throw Refusal.fields(
              missing.stream().map(field -> new FieldFault(field, advice(field))).toList());
      case SignIn.Result.EmailTaken _ ->
          throw Refusal.field("email", "belongs to another member; use another one");
      case SignIn.Result.TooMany(var pause) -> throw Refusal.tooMany(pause);
    };
  }

  private static String advice(String field) {
    return field.equals("password")
        ? "is needed: choose one of at least " + SignIn.PASSWORD_CHARS_MIN + " characters"
        : "is needed with this first link";
  }

  private Reply close(Ask ask) {
    Principal principal = ask.principal();
    switch (principal.credential()) {
      case Principal.Device(var id) ->
          storage.inWorkspace(
              principal.workspace(),
              tx -> {
                boolean ended = devices.revoke(tx, id);
                if (ended) {
                  trail.add(tx, principal, AuditAction.SESSION_CLOSED, id);
                }
                return ended;
              });
      case Principal.ApiKey _ ->
          throw Refusal.of(ProblemCode.CONFLICT, "An API key has no session to end.");
    }
    return new Reply.Empty(204, Map.of("set-cookie", SessionCookie.remove()));
  }
}
