package dev.tandem.gateway.edge.http;

import dev.tandem.gateway.account.AuditTrail;
import dev.tandem.gateway.account.Principal;
import dev.tandem.gateway.edge.http.Route.Access;
import dev.tandem.gateway.edge.http.Route.Tenancy;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.audit.AuditAction;
import dev.tandem.storage.audit.AuditDetail;
import dev.tandem.storage.audit.AuditDetail.Field;
import dev.tandem.storage.seal.Secret;
import dev.tandem.storage.workspace.Credential;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The asking member's credentials of one [CredentialKind]. A secret is told once, when it is made;
/// only a hash of it is kept.
public final class CredentialEndpoints<T extends Credential> {
  /// Credentials of one kind that a member may have at a time.
  static final int MOST = 20;

  private final Storage storage;
  private final CredentialKind<T> kind;
  private final Once once = new Once();
  private final AuditTrail trail = new AuditTrail();

  public CredentialEndpoints(Storage storage, CredentialKind<T> kind) {
    this.storage = storage;
    this.kind = kind;
  }

  /// The routes answered here.
  public List<Route> routes() {
    String path = kind.path();
    return List.of(
        route(HttpMethod.GET, path, kind.listed(), this::list),
        route(HttpMethod.POST, path, kind.making(), this::make),
        route(HttpMethod.DELETE, path + "/{id}", kind.revoking(), this::revoke));
  }

  private static Route route(
      HttpMethod method, String path, String summary, Route.Endpoint endpoint) {
    return new Route(method, path, Access.MEMBER, Tenancy.OWN, summary, endpoint);
  }

  private Reply list(Ask ask) {
    Principal principal = ask.principal();
    List<T> mine =
        storage.inWorkspace(principal.workspace(), tx -> kind.store().of(tx, principal.memberId()));
    return Reply.all(mine, kind.shown());
  }

  private Reply make(Ask ask) {
    Fields fields = ask.fields();
    String name = fields.text("name", 1, 100);
    fields.done();
    Principal principal = ask.principal();
    Secret<String> secret = kind.next().get();
    T made =
        storage.inWorkspace(
            principal.workspace(),
            tx ->
                once.make(
                    tx,
                    ask,
                    id -> create(tx, id, principal, name, secret),
                    _ -> {
                      throw Refusal.of(
                          ProblemCode.CONFLICT,
                          "This was made and told already; revoke it and make another.");
                    }));
    return Reply.created(
        kind.shown().apply(made).put(kind.secretField(), kind.told().apply(secret)));
  }

  private T create(Tenant tx, UUID id, Principal principal, String name, Secret<String> secret) {
    if (kind.store().of(tx, principal.memberId()).size() >= MOST) {
      throw Refusal.of(
          ProblemCode.CONFLICT, "Revoke one first: a member has at most " + MOST + " of them.");
    }
    T made = kind.store().create(tx, id, principal.memberId(), name, secret);
    audit(tx, principal, kind.made(), made);
    return made;
  }

  private Reply revoke(Ask ask) {
    Principal principal = ask.principal();
    storage.inWorkspace(
        principal.workspace(),
        tx -> {
          T mine =
              kind.store()
                  .find(tx, ask.id())
                  .filter(one -> one.memberId().equals(principal.memberId()))
                  .orElseThrow(Refusal::notFound);
          boolean revoked = kind.store().revoke(tx, mine.id());
          audit(tx, principal, kind.revoked(), mine);
          return revoked;
        });
    return Reply.done();
  }

  private void audit(Tenant tx, Principal principal, AuditAction action, T credential) {
    trail.add(
        tx,
        principal,
        action,
        Optional.of(credential.id()),
        AuditDetail.of(Field.NAME, credential.name().value()));
  }
}
