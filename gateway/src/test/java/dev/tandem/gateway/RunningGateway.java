package dev.tandem.gateway;

import dev.tandem.gateway.account.Tokens;
import dev.tandem.gateway.config.Config;
import dev.tandem.gateway.config.ConfigReader;
import dev.tandem.gateway.edge.http.TestListener;
import dev.tandem.gateway.tls.TlsClients;
import dev.tandem.messaging.carrier.http.ApiSettings;
import dev.tandem.storage.Ids;
import dev.tandem.storage.Storage;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.blob.BlobId;
import dev.tandem.storage.blob.BlobWriter;
import dev.tandem.storage.blob.Blobs;
import dev.tandem.storage.call.CallDirection;
import dev.tandem.storage.call.Calls;
import dev.tandem.storage.call.NewCall;
import dev.tandem.storage.keys.KeyClass;
import dev.tandem.storage.message.Attachments;
import dev.tandem.storage.message.NewAttachment;
import dev.tandem.storage.seal.Personal;
import dev.tandem.storage.seal.Secret;
import dev.tandem.storage.voicemail.NewVoicemail;
import dev.tandem.storage.voicemail.Voicemails;
import dev.tandem.storage.workspace.ApiKeys;
import dev.tandem.storage.workspace.Devices;
import dev.tandem.storage.workspace.Member;
import dev.tandem.storage.workspace.Members;
import dev.tandem.storage.workspace.Role;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/// A whole gateway on free ports of loopback, with the demo's data, and a client that trusts it.
final class RunningGateway implements AutoCloseable {
  /// A PNG of one pixel.
  static final byte[] PICTURE =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

  private final Foundation foundation;
  private final Gateway gateway;
  private final DemoData.Ready demo;
  private final HttpClient client;
  private final Tokens tokens = new Tokens(new SecureRandom());

  RunningGateway(Path data) throws Exception {
    this(data, Map.of());
  }

  /// With settings of its own beside those that every test needs.
  RunningGateway(Path data, Map<String, String> more) throws Exception {
    this(data, more, UnaryOperator.identity());
  }

  /// The same with carriers' APIs elsewhere than in production.
  RunningGateway(Path data, Map<String, String> more, UnaryOperator<ApiSettings> apis)
      throws Exception {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "TANDEM_DATA", data.toString(),
                "TANDEM_HTTPS_PORT", Integer.toString(TestListener.freePort()),
                "TANDEM_RELAY_PORT", Integer.toString(TestListener.freePort()),
                "TANDEM_METRICS_PORT", Integer.toString(TestListener.freePort())));
    settings.putAll(more);
    Config config = ConfigReader.read(settings);
    foundation = Foundation.open(config);
    demo = new DemoData(foundation).prepare();
    gateway = Gateway.start(foundation, Optional.of(demo.sandbox()), true, apis);
    client =
        HttpClient.newBuilder()
            .sslContext(TlsClients.trusting(foundation.certificates().authorityFile()))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
  }

  DemoData.Ready demo() {
    return demo;
  }

  Gateway gateway() {
    return gateway;
  }

  Storage storage() {
    return foundation.storage();
  }

  Config config() {
    return foundation.config();
  }

  /// The certificate that clients have to trust.
  Path authorityFile() {
    return foundation.certificates().authorityFile();
  }

  /// A member of a workspace, with an API key.
  record Someone(WorkspaceId workspace, Member member, String apiKey) {}

  Someone someone(WorkspaceId workspace, String email, Role role) {
    Secret<String> key = tokens.nextApiKey();
    Member member =
        storage()
            .inWorkspace(
                workspace,
                tx -> {
                  Member made =
                      new Members()
                          .create(tx, email, "Somebody", role, Optional.empty())
                          .orElseThrow();
                  var _ = new ApiKeys().create(tx, made.id(), "test", key);
                  return made;
                });
    return new Someone(workspace, member, key.reveal());
  }

  /// A session's token of `member`; revoked at once when `revoked`.
  String session(WorkspaceId workspace, UUID member, boolean revoked) {
    Secret<String> token = tokens.next();
    return storage()
        .inWorkspace(
            workspace,
            tx -> {
              Devices devices = new Devices();
              var device =
                  devices.create(
                      tx, member, "test", token, Instant.now().plus(Duration.ofHours(1)));
              return revoked && !devices.revoke(tx, device.id()) ? "" : token.reveal();
            });
  }

  /// A session of `member` that ended a minute ago.
  String expiredSession(WorkspaceId workspace, UUID member) {
    Secret<String> token = tokens.next();
    return storage()
        .inWorkspace(
            workspace,
            tx -> {
              Instant end = Instant.now().minus(Duration.ofMinutes(1));
              var _ = new Devices().create(tx, member, "test", token, end);
              return token.reveal();
            });
  }

  /// A call from `caller` to `callee` that ended on voicemail, with `sound` kept; the voicemail's
  /// id.
  UUID voicemail(WorkspaceId workspace, UUID caller, UUID callee, byte[] sound) {
    BlobWriter writer = new Blobs(storage()).create(workspace, KeyClass.MEDIA, "audio/ogg");
    writer.write(sound);
    UUID blob = writer.finish().value();
    UUID call = Ids.next();
    UUID voicemail = Ids.next();
    return storage()
        .inWorkspace(
            workspace,
            tx -> {
              new Calls()
                  .open(
                      tx,
                      new NewCall(
                          call,
                          CallDirection.INTERNAL,
                          Optional.of(caller),
                          Optional.of(callee),
                          Optional.empty(),
                          Instant.now()),
                      1);
              return new Voicemails()
                  .create(
                      tx,
                      new NewVoicemail(
                          voicemail,
                          call,
                          callee,
                          Optional.of(caller),
                          Optional.empty(),
                          2_500,
                          Personal.of(new byte[] {0, 9, (byte) 200}),
                          blob))
                  .id();
            });
  }

  /// A picture that came with a text and is kept; its id.
  UUID attachment(WorkspaceId workspace, UUID message) {
    BlobWriter writer = new Blobs(storage()).create(workspace, KeyClass.MEDIA, "image/png");
    writer.write(PICTURE);
    BlobId blob = writer.finish();
    return storage()
        .inWorkspace(
            workspace,
            tx -> {
              Attachments attachments = new Attachments();
              NewAttachment picture =
                  new NewAttachment(Personal.of("https://carrier.invalid/1"), "image/png");
              UUID id = attachments.add(tx, message, List.of(picture)).getFirst();
              boolean _ =
                  attachments.keep(
                      tx,
                      attachments.find(tx, id).orElseThrow(),
                      "image/png",
                      blob,
                      PICTURE.length);
              return id;
            });
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(gateway.origin() + path))
        .timeout(Duration.ofSeconds(20));
  }

  HttpResponse<String> send(HttpRequest request) throws Exception {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<byte[]> bytes(HttpRequest request) throws Exception {
    return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  /// As a browser that is signed in with `token` and shows our own page.
  HttpResponse<String> browser(String method, String path, String token, JsonObject body)
      throws Exception {
    return send(
        request("/api/v1" + path)
            .header("cookie", "__Host-tandem=" + token)
            .header("origin", gateway.origin())
            .header("content-type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body.encode()))
            .build());
  }

  HttpResponse<String> call(String method, String path, String apiKey, JsonObject body)
      throws Exception {
    HttpRequest.Builder builder = request("/api/v1" + path);
    if (!apiKey.isEmpty()) {
      builder.header("authorization", "Bearer " + apiKey);
    }
    boolean bare = method.equals("GET") || method.equals("DELETE");
    if (!bare) {
      builder.header("content-type", "application/json");
    }
    return send(
        builder
            .method(
                method,
                bare
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body.encode()))
            .build());
  }

  @Override
  public void close() {
    gateway.close();
  }
}
