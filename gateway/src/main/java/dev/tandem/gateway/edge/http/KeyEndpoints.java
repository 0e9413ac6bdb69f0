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
import dev.tandem.storage.workspace.ApiKey;
import dev.tandem.storage.workspace.ApiKeys;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The asking member's API keys: what their programs sign in with. A key is told once, when it is
/// made; only a hash of it is kept.
public final class KeyEndpoints {
  /// Keys a member may have at a time.
  static final int KEYS = 20;

  private final Storage storage;
  private final Tokens tokens;
  private final ApiKeys keys = new ApiKeys();
  private final Once once = new Once();
  private final AuditTrail trail = new AuditTrail();

  public KeyEndpoints(Storage storage, Tokens tokens) {
    this.storage = storage;
    this.tokens = tokens;
  }

  /// The routes answered here.
  public List<Route> routes() {
    return List.of(
        new Route(
            HttpMethod.GET, "/api-keys", Access.MEMBER, Tenancy.OWN, "My API keys", this::list),
        new Route(
            HttpMethod.POST,
            "/api-keys",
            Access.MEMBER,
            Tenancy.OWN,
            "Make an API key; it is told only here",
            this::make),
        new Route(
            HttpMethod.DELETE,
            "/api-keys/{id}",
            Access.MEMBER,
            Tenancy.OWN,
            "Revoke one of my API keys",
            this::revoke));
  }

  private Reply list(Ask ask) {
    Principal principal = ask.principal();
    List<ApiKey> mine =
        storage.inWorkspace(principal.workspace(), tx -> keys.of(tx, principal.memberId()));
    return Reply.all(mine, AccountJson::apiKey);
  }

  private Reply make(Ask ask) {
    Fields fields = ask.fields();
    String name = fields.text("name", 1, 100);
    fields.done();
    Principal principal = ask.principal();
    Secret<String> token = tokens.nextApiKey();
    ApiKey made =
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
                          "This key was made and told already; revoke it and make another.");
                    }));
    return Reply.created(AccountJson.apiKey(made).put("key", token.reveal()));
  }

  private ApiKey create(
      Tenant tx, UUID id, Principal principal, String name, Secret<String> token) {
    if (keys.of(tx, principal.memberId()).size() >= KEYS) {
      throw Refusal.of(
          ProblemCode.CONFLICT, "Revoke a key first: a member has at most " + KEYS + ".");
    }
    ApiKey made = keys.create(tx, id, principal.memberId(), name, token);
    trail.add(
        tx, principal, AuditAction.API_KEY_MADE, Optional.of(id), AuditDetail.of(Field.NAME, name));
    return made;
  }

  private Reply revoke(Ask ask) {
    Principal principal = ask.principal();
    UUID id = ask.id();
    storage.inWorkspace(
        principal.workspace(),
        tx -> {
          ApiKey key =
              keys.find(tx, id)
                  .filter(one -> one.memberId().equals(principal.memberId()))
                  .orElseThrow(Refusal::notFound);
          boolean revoked = keys.revoke(tx, key.id());
          trail.add(
              tx,
              principal,
              AuditAction.API_KEY_REVOKED,
              Optional.of(id),
              AuditDetail.of(Field.NAME, key.name().value()));
          return revoked;
        });
    return Reply.done();
  }
}
