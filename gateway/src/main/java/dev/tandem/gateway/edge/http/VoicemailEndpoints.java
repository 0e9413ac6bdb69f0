package dev.tandem.gateway.edge.http;

import static dev.tandem.gateway.edge.http.Route.object;

import dev.tandem.gateway.account.AuditTrail;
import dev.tandem.gateway.account.Principal;
import dev.tandem.gateway.config.Limits;
import dev.tandem.gateway.edge.http.Route.Access;
import dev.tandem.gateway.edge.http.Route.Tenancy;
import dev.tandem.gateway.edge.json.WorkspaceJson;
import dev.tandem.storage.Page;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.audit.AuditAction;
import dev.tandem.storage.blob.BlobId;
import dev.tandem.storage.blob.BlobReader;
import dev.tandem.storage.blob.Blobs;
import dev.tandem.storage.voicemail.Voicemail;
import dev.tandem.storage.voicemail.Voicemails;
import io.vertx.core.http.HttpMethod;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The asking member's voicemails, and their sound.
public final class VoicemailEndpoints {
  private final Storage storage;
  private final Blobs blobs;
  private final Limits limits;
  private final Voicemails voicemails = new Voicemails();
  private final AuditTrail trail = new AuditTrail();

  public VoicemailEndpoints(Storage storage, Blobs blobs, Limits limits) {
    this.storage = storage;
    this.blobs = blobs;
    this.limits = limits;
  }

  /// The routes answered here.
  public List<Route> routes() {
    return List.of(
        new Route(
            HttpMethod.GET,
            "/voicemails",
            Access.MEMBER,
            Tenancy.OWN,
            "My voicemails, the newest first",
            this::list),
        object(HttpMethod.GET, "/voicemails/{id}", "One voicemail", this::one),
        object(HttpMethod.PATCH, "/voicemails/{id}", "Mark as heard or not", this::mark),
        object(HttpMethod.DELETE, "/voicemails/{id}", "Delete with its sound", this::delete),
        object(HttpMethod.GET, "/voicemails/{id}/audio", "The sound, as Ogg/Opus", this::audio));
  }

  private Reply list(Ask ask) {
    Principal principal = ask.principal();
    int limit = ask.limit(limits.defaultPageItems(), limits.pageItems());
    return storage.inWorkspace(
        principal.workspace(),
        tx -> {
          Page<Voicemail> page = voicemails.page(tx, principal.memberId(), ask.timeCursor(), limit);
          return Reply.page(page, WorkspaceJson.in(tx)::voicemail);
        });
  }

  private Reply one(Ask ask) {
    UUID id = ask.id();
    return Reply.ok(
        storage.inWorkspace(
            ask.principal().workspace(), tx -> WorkspaceJson.in(tx).voicemail(mine(tx, ask, id))));
  }

  private Reply mark(Ask ask) {
    UUID id = ask.id();
    Fields fields = ask.fields();
    boolean heard = fields.flag("heard");
    fields.done();
    return Reply.ok(
        storage.inWorkspace(
            ask.principal().workspace(),
            tx -> {
              mine(tx, ask, id);
              voicemails.setHeard(tx, id, heard);
              return WorkspaceJson.in(tx).voicemail(mine(tx, ask, id));
            }));
  }

  private Reply delete(Ask ask) {
    UUID id = ask.id();
    storage.inWorkspace(
        ask.principal().workspace(),
        tx -> {
          mine(tx, ask, id);
          boolean deleted = voicemails.delete(tx, id);
          trail.add(tx, ask.principal(), AuditAction.VOICEMAIL_DELETED, id);
          return deleted;
        });
    return Reply.done();
  }

  private Voicemail mine(Tenant tx, Ask ask, UUID id) {
    return voicemails
        .find(tx, id)
        .filter(voicemail -> voicemail.forMemberId().equals(ask.principal().memberId()))
        .orElseThrow(Refusal::notFound);
  }

  private Reply audio(Ask ask) {
    UUID id = ask.id();
    Principal principal = ask.principal();
    Voicemail voicemail = storage.inWorkspace(principal.workspace(), tx -> mine(tx, ask, id));
    BlobReader reader =
        blobs
            .open(principal.workspace(), new BlobId(voicemail.blobId()))
            .orElseThrow(Refusal::notFound);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", "audio/ogg");
    headers.put("cache-control", "private, max-age=3600");
    headers.put("content-disposition", "inline; filename=\"voicemail.ogg\"");
    return BlobReply.of(ask, reader, headers);
  }
}
