package dev.tandem.gateway.edge.http;

import dev.tandem.gateway.account.AuditTrail;
import dev.tandem.gateway.account.Invitations;
import dev.tandem.gateway.account.Presence;
import dev.tandem.gateway.account.Principal;
import dev.tandem.gateway.edge.http.Route.Access;
import dev.tandem.gateway.edge.http.Route.Tenancy;
import dev.tandem.gateway.edge.json.AccountJson;
import dev.tandem.gateway.edge.json.Words;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.audit.AuditAction;
import dev.tandem.storage.audit.AuditDetail;
import dev.tandem.storage.audit.AuditDetail.Field;
import dev.tandem.storage.workspace.Member;
import dev.tandem.storage.workspace.Members;
import dev.tandem.storage.workspace.Role;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The people of the workspace.
public final class MemberEndpoints {
  private final Storage storage;
  private final Invitations invitations;
  private final Presence presence;
  private final Members members = new Members();
  private final Once once = new Once();
  private final AuditTrail trail = new AuditTrail();

  public MemberEndpoints(Storage storage, Invitations invitations, Presence presence) {
    this.storage = storage;
    this.invitations = invitations;
    this.presence = presence;
  }

  /// The routes answered here.
  public List<Route> routes() {
    return List.of(
        new Route(
            HttpMethod.GET,
            "/members",
            Access.MEMBER,
            Tenancy.WORKSPACE,
            "The people of the workspace",
            this::list),
        new Route(
            HttpMethod.POST,
            "/members",
            Access.ADMIN,
            Tenancy.WORKSPACE,
            "Add a person, and get their one-time sign-in link",
            this::add));
  }

  private Reply list(Ask ask) {
    Principal principal = ask.principal();
    List<Member> all = storage.inWorkspace(principal.workspace(), members::all);
    return Reply.all(all, member -> shape(principal, member));
  }

  private Reply add(Ask ask) {
    Fields fields = ask.fields();
    String email = fields.email("email");
    String name = fields.text("name", 1, 120);
    String role = fields.word("role", Set.of("owner", "admin", "member"));
    fields.done();
    Role wanted = Role.valueOf(role.toUpperCase(Locale.ROOT));
    Principal principal = ask.principal();
    if (!principal.atLeast(wanted)) {
      throw Refusal.of(ProblemCode.FORBIDDEN, "Only an owner can add an owner.");
    }
    return storage.inWorkspace(
        principal.workspace(),
        tx -> {
          Member member =
              once.make(
                  tx,
                  ask,
                  id -> create(tx, principal, id, email, name, wanted),
                  id -> members.find(tx, id));
          return Reply.created(
              new JsonObject()
                  .put("member", shape(principal, member))
                  .put("sign_in_link", invitations.signIn(tx, principal, member.id()).reveal()));
        });
  }

  private Member create(Tenant tx, Principal by, UUID id, String email, String name, Role role) {
    Member member =
        members
            .create(tx, id, email, name, role, Optional.empty())
            .orElseThrow(() -> Refusal.field("email", "belongs to a member already"));
    trail.add(
        tx,
        by,
        AuditAction.MEMBER_INVITED,
        Optional.of(id),
        AuditDetail.of(Field.NAME, name).and(Field.ROLE, Words.of(role)));
    return member;
  }

  private JsonObject shape(Principal principal, Member member) {
    return AccountJson.member(member)
        .put("presence", presence.of(principal.workspace(), member.id()).word());
  }
}
