package dev.tandem.gateway.edge.http;

import dev.tandem.gateway.account.AuditTrail;
import dev.tandem.gateway.account.Principal;
import dev.tandem.gateway.edge.http.Route.Access;
import dev.tandem.gateway.edge.http.Route.Tenancy;
import dev.tandem.gateway.edge.json.AccountJson;
import dev.tandem.storage.Storage;
import dev.tandem.storage.audit.AuditAction;
import dev.tandem.storage.audit.AuditDetail;
import dev.tandem.storage.audit.AuditDetail.Field;
import dev.tandem.storage.workspace.Device;
import dev.tandem.storage.workspace.Devices;
import dev.tandem.storage.workspace.Member;
import dev.tandem.storage.workspace.Members;
import dev.tandem.storage.workspace.Workspaces;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// The asking member: who they are, and where they are signed in.
public final class MeEndpoints {
  private final Storage storage;
  private final Supplier<Optional<String>> voicemailMissing;
  private final Members members = new Members();
  private final Devices devices = new Devices();
  private final Workspaces workspaces = new Workspaces();
  private final AuditTrail trail = new AuditTrail();

  /// `voicemailMissing` says what keeps voicemail from being taken; empty when nothing does.
  public MeEndpoints(Storage storage, Supplier<Optional<String>> voicemailMissing) {
    this.storage = storage;
    this.voicemailMissing = voicemailMissing;
  }

  /// The routes answered here.
  public List<Route> routes() {
    return List.of(
        new Route(HttpMethod.GET, "/me", Access.MEMBER, Tenancy.OWN, "Who is asking", this::me),
        new Route(
            HttpMethod.PATCH, "/me", Access.MEMBER, Tenancy.OWN, "Change my name", this::rename),
        new Route(
            HttpMethod.GET,
            "/devices",
            Access.MEMBER,
            Tenancy.OWN,
            "Where I am signed in",
            this::devices),
        new Route(
            HttpMethod.DELETE,
            "/devices/{id}",
            Access.MEMBER,
            Tenancy.OWN,
            "Sign one of my devices out",
            this::remove));
  }

  private Reply me(Ask ask) {
    Principal principal = ask.principal();
    JsonObject json =
        storage.inWorkspace(
            principal.workspace(),
            tx -> {
              Member member = members.find(tx, principal.memberId()).orElseThrow();
              Optional<Device> device = current(principal).flatMap(id -> devices.find(tx, id));
              return new JsonObject()
                  .put("member", AccountJson.member(member))
                  .put("workspace", AccountJson.workspace(workspaces.get(tx)))
                  .put("device", device.map(d -> AccountJson.device(d, true)).orElse(null));
            });
    Optional<String> missing = voicemailMissing.get();
    return Reply.ok(
        json.put(
            "voicemail",
            new JsonObject()
                .put("available", missing.isEmpty())
                .put("detail", missing.orElse(null))));
  }

  private Reply rename(Ask ask) {
    Fields fields = ask.fields();
    String name = fields.text("name", 1, 120);
    fields.done();
    Principal principal = ask.principal();
    storage.inWorkspace(
        principal.workspace(),
        tx -> {
          boolean renamed = members.rename(tx, principal.memberId(), name);
          trail.add(
              tx,
              principal,
              AuditAction.MEMBER_RENAMED,
              Optional.of(principal.memberId()),
              AuditDetail.of(Field.NAME, name));
          return renamed;
        });
    return me(ask);
  }

  private Reply devices(Ask ask) {
    Principal principal = ask.principal();
    Optional<UUID> current = current(principal);
    List<Device> mine =
        storage.inWorkspace(principal.workspace(), tx -> devices.of(tx, principal.memberId()));
    return Reply.all(
        mine, device -> AccountJson.device(device, current.equals(Optional.of(device.id()))));
  }

  private Reply remove(Ask ask) {
    Principal principal = ask.principal();
    UUID id = ask.id();
    storage.inWorkspace(
        principal.workspace(),
        tx -> {
          Device device =
              devices
                  .find(tx, id)
                  .filter(one -> one.memberId().equals(principal.memberId()))
                  .orElseThrow(Refusal::notFound);
          boolean revoked = devices.revoke(tx, device.id());
          trail.add(
              tx,
              principal,
              AuditAction.DEVICE_REVOKED,
              Optional.of(device.id()),
              AuditDetail.of(Field.NAME, device.name().value()));
          return revoked;
        });
    return Reply.done();
  }

  private static Optional<UUID> current(Principal principal) {
    return switch (principal.credential()) {
      case Principal.Device(UUID id) -> Optional.of(id);
      case Principal.ApiKey _ -> Optional.empty();
    };
  }
}
