package dev.tandem.gateway.edge.http;

import dev.tandem.gateway.edge.http.Route.Access;
import dev.tandem.gateway.edge.http.Route.Tenancy;
import dev.tandem.messaging.media.MediaKind;
import dev.tandem.storage.Storage;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.blob.BlobReader;
import dev.tandem.storage.blob.Blobs;
import dev.tandem.storage.message.Attachment;
import dev.tandem.storage.message.Attachments;
import io.vertx.core.http.HttpMethod;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What came with texts. Its type is what its content shows, from a closed list; a browser that is
/// led there runs nothing of it.
public final class AttachmentEndpoints {
  private final Storage storage;
  private final Blobs blobs;
  private final Attachments attachments = new Attachments();

  public AttachmentEndpoints(Storage storage) {
    this.storage = storage;
    this.blobs = new Blobs(storage);
  }

  /// The routes answered here.
  public List<Route> routes() {
    return List.of(
        new Route(
            HttpMethod.GET,
            "/attachments/{id}",
            Access.MEMBER,
            Tenancy.OBJECT,
            "The content of what came with a text",
            this::content));
  }

  private Reply content(Ask ask) {
    WorkspaceId workspace = ask.principal().workspace();
    Attachment attachment =
        storage
            .inWorkspace(workspace, tx -> attachments.find(tx, ask.id()))
            .orElseThrow(Refusal::notFound);
    BlobReader reader =
        attachment
            .blob()
            .flatMap(blob -> blobs.open(workspace, blob))
            .orElseThrow(Refusal::notFound);
    String type = attachment.mediaType();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", type);
    headers.put("cache-control", "private, max-age=86400, immutable");
    headers.put("content-security-policy", "default-src 'none'; sandbox");
    headers.put("content-disposition", MediaKind.shows(type) ? "inline" : "attachment");
    return BlobReply.of(ask, reader, headers);
  }
}
