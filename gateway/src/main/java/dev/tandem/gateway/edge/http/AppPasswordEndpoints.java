package dev.tandem.gateway.edge.http;

import dev.tandem.gateway.account.AuditTrail;
import dev.tandem.gateway.account.Principal;
import dev.tandem.gateway.account.Tokens;
import dev.tandem.gateway.edge.http.Route.Access;
import dev.tandem.gateway.edge.http.Route.Tenancy;
import dev.tandem.gateway.edge.json.AccountJson;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.audit.AuditAction;
import dev.tandem.storage.audit.AuditDetail;
import dev.tandem.storage.audit.AuditDetail.Field;
import dev.tandem.storage.seal.Secret;
import dev.tandem.storage.workspace.AppPassword;
import dev.tandem.storage.workspace.AppPasswords;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The asking member's app passwords: what their phones sign in with to sync the address book, one
/// for each. A password is told once, when it is made; only a hash of it is kept.
public final class AppPasswordEndpoints {
  /// App passwords a member may have at a time.
  static final int PASSWORDS = 20;

  private final Storage storage;
  private final Tokens tokens;
  private final AppPasswords passwords = new AppPasswords();
  private final Once once = new Once();
  private final AuditTrail trail = new AuditTrail();

  public AppPasswordEndpoints(Storage storage, Tokens tokens) {
    this.storage = storage;
    this.tokens = tokens;
  }

  /// The routes answered here.
  public List<Route> routes() {
    return List.of(
        new Route(
            HttpMethod.GET,
            "/app-passwords",
            Access.MEMBER,
            Tenancy.OWN,
            "My app passwords",
            this::list),
        new Route(
            HttpMethod.POST,
            "/app-passwords",
            Access.MEMBER,
            Tenancy.OWN,
            "Make an app password for a phone; it is told only here",
            this::make),
        new Route(
            HttpMethod.DELETE,
            "/app-passwords/{id}",
            Access.MEMBER,
            Tenancy.OWN,
            "Revoke one of my app passwords",
            this::revoke));
  }

  private Reply list(Ask ask) {
    Principal principal = ask.principal();
    List<AppPassword> mine =
        storage.inWorkspace(principal.workspace(), tx -> passwords.of(tx, principal.memberId()));
    return Reply.all(mine, AccountJson::appPassword);
  }

  private Reply make(Ask ask) {
    Fields fields = ask.fields();
    String name = fields.text("name", 1, 100);
    fields.done();
    Principal principal = ask.principal();
    Secret<String> token = tokens.nextAppPassword();
    AppPassword made =
        storage.inWorkspace(
            principal.workspace(),
            tx ->
                once.make(
                    tx,
                    ask,
                    id -> create(tx, id, principal, name, token),
                    _ -> {
                      throw Refusal.of(
                          ProblemCode.CONFLICT,
                          "This password was made and told already; revoke it and make another.");
                    }));
    return Reply.created(AccountJson.appPassword(made).put("password", Tokens.grouped(token)));
  }

  private AppPassword create(
      Tenant tx, UUID id, Principal principal, String name, Secret<String> token) {
    if (passwords.of(tx, principal.memberId()).size() >= PASSWORDS) {
      throw Refusal.of(
          ProblemCode.CONFLICT, "Revoke one first: a member has at most " + PASSWORDS + ".");
    }
    AppPassword made = passwords.create(tx, id, principal.memberId(), name, token);
    trail.add(
        tx,
        principal,
        AuditAction.APP_PASSWORD_MADE,
        Optional.of(id),
        AuditDetail.of(Field.NAME, name));
    return made;
  }

  private Reply revoke(Ask ask) {
    Principal principal = ask.principal();
    UUID id = ask.id();
    storage.inWorkspace(
        principal.workspace(),
        tx -> {
          AppPassword password =
              passwords
                  .find(tx, id)
                  .filter(one -> one.memberId().equals(principal.memberId()))
                  .orElseThrow(Refusal::notFound);
          boolean revoked = passwords.revoke(tx, password.id());
          trail.add(
              tx,
              principal,
              AuditAction.APP_PASSWORD_REVOKED,
              Optional.of(id),
              AuditDetail.of(Field.NAME, password.name().value()));
          return revoked;
        });
    return Reply.done();
  }
}
