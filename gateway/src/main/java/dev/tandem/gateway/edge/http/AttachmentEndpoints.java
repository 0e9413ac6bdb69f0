package dev.tandem.gateway.edge.http;

import dev.tandem.gateway.account.Principal;
import dev.tandem.gateway.edge.http.Route.Access;
import dev.tandem.gateway.edge.http.Route.Intake;
import dev.tandem.gateway.edge.http.Route.Tenancy;
import dev.tandem.gateway.edge.json.MessageJson;
import dev.tandem.messaging.media.MediaKind;
import dev.tandem.messaging.media.MediaUpload;
import dev.tandem.messaging.media.Thumbnails;
import dev.tandem.storage.Storage;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.blob.BlobReader;
import dev.tandem.storage.blob.Blobs;
import dev.tandem.storage.message.Attachment;
import dev.tandem.storage.message.Attachments;
import dev.tandem.storage.message.Uploads;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What came and goes with texts. Its type is what its content shows, from a closed list; a browser
/// that is led there runs nothing of it.
public final class AttachmentEndpoints {
  private static final int UPLOAD_SECONDS = 120;

  private final Storage storage;
  private final Blobs blobs;
  private final MediaUpload upload;
  private final Thumbnails thumbnails;
  private final Attachments attachments = new Attachments();
  private final Uploads uploads = new Uploads();
  private final Once once = new Once();

  public AttachmentEndpoints(Storage storage) {
    this.storage = storage;
    this.blobs = new Blobs(storage);
    this.upload = new MediaUpload(storage);
    this.thumbnails = new Thumbnails(storage);
  }

  /// The routes answered here.
  public List<Route> routes() {
    return List.of(
        new Route(
            HttpMethod.POST,
            "/attachments",
            Access.MEMBER,
            Tenancy.WORKSPACE,
            "Upload a file that a text is to go with",
            new Intake(MediaUpload.MAX_BYTES, UPLOAD_SECONDS),
            this::take),
        new Route(
            HttpMethod.GET,
            "/attachments/{id}",
            Access.MEMBER,
            Tenancy.OBJECT,
            "The content of what came or goes with a text",
            this::content),
        new Route(
            HttpMethod.GET,
            "/attachments/{id}/thumbnail",
            Access.MEMBER,
            Tenancy.OBJECT,
            "A smaller picture of what came or goes with a text",
            this::thumbnail),
        new Route(
            HttpMethod.DELETE,
            "/attachments/{id}",
            Access.MEMBER,
            Tenancy.OWN,
            "Remove an upload that no text has",
            this::remove));
  }

  /// A repeat under the same key reads its file too: only then is it known to be the same.
  private Reply take(Ask ask) {
    Principal principal = ask.principal();
    DigestInputStream body = new DigestInputStream(ask.stream(), sha256());
    MediaUpload.Result.Taken file = file(ask, principal.workspace(), body);
    String read = ask.fingerprint() + HexFormat.of().formatHex(body.getMessageDigest().digest());
    return storage.inWorkspace(
        principal.workspace(),
        tx ->
            Reply.created(
                MessageJson.of(
                    once.make(
                        tx,
                        ask.withFingerprint(read),
                        id ->
                            uploads
                                .add(
                                    tx,
                                    id,
                                    principal.memberId(),
                                    file.mediaType(),
                                    file.blob(),
                                    file.size())
                                .orElseThrow(AttachmentEndpoints::tooMany),
                        id -> attachments.find(tx, id)))));
  }

  private MediaUpload.Result.Taken file(Ask ask, WorkspaceId workspace, DigestInputStream body) {
    try {
      return switch (upload.take(workspace, body, ask.mediaType())) {
        case MediaUpload.Result.Taken taken -> taken;
        case MediaUpload.Result.Refused(String detail) ->
            throw Refusal.of(ProblemCode.UNREADABLE_FILE, detail);
      };
    } catch (IOException interrupted) {
      throw new UncheckedIOException(interrupted);
    }
  }

  private static Refusal tooMany() {
    return Refusal.of(
        ProblemCode.CONFLICT,
        "You have %d uploads that no text has. Send or remove some first.".formatted(Uploads.MOST));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  private Reply content(Ask ask) {
    Attachment attachment = shown(ask);
    BlobReader reader =
        attachment
            .blob()
            .flatMap(blob -> blobs.open(ask.principal().workspace(), blob))
            .orElseThrow(Refusal::notFound);
    return reply(ask, reader, attachment.mediaType());
  }

  private Reply thumbnail(Ask ask) {
    Attachment attachment = shown(ask);
    BlobReader reader =
        thumbnails
            .open(ask.principal().workspace(), attachment)
            .orElseThrow(
                () ->
                    Refusal.of(
                        ProblemCode.NOT_FOUND,
                        "There is no smaller picture of this; read the content."));
    return reply(ask, reader, reader.contentType());
  }

  /// What is a draft is read by who uploaded it, and by nobody else.
  private Attachment shown(Ask ask) {
    Principal principal = ask.principal();
    return storage
        .inWorkspace(
            principal.workspace(),
            tx ->
                attachments
                    .find(tx, ask.id())
                    .filter(
                        found ->
                            found.state() != Attachment.State.DRAFT
                                || uploads.find(tx, principal.memberId(), found.id()).isPresent()))
        .orElseThrow(Refusal::notFound);
  }

  private static Reply reply(Ask ask, BlobReader reader, String type) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", type);
    headers.put("cache-control", "private, max-age=86400, immutable");
    headers.put("content-security-policy", "default-src 'none'; sandbox");
    headers.put("content-disposition", MediaKind.shows(type) ? "inline" : "attachment");
    return BlobReply.of(ask, reader, headers);
  }

  private Reply remove(Ask ask) {
    Principal principal = ask.principal();
    boolean removed =
        storage.inWorkspace(
            principal.workspace(), tx -> uploads.remove(tx, principal.memberId(), ask.id()));
    if (!removed) {
      throw Refusal.notFound();
    }
    return Reply.done();
  }
}
