package dev.tandem.gateway.edge.carrier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.tandem.gateway.config.Limits;
import dev.tandem.gateway.edge.http.Listener;
import dev.tandem.gateway.edge.http.PublicAddress;
import dev.tandem.gateway.tls.Certificates;
import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.Carriers;
import dev.tandem.messaging.carrier.WebhookAddress;
import dev.tandem.messaging.carrier.http.ApiSettings;
import dev.tandem.messaging.carrier.sandbox.SandboxCarrier;
import dev.tandem.messaging.carrier.sandbox.SandboxSettings;
import dev.tandem.messaging.carrier.twilio.TwilioCarrier;
import dev.tandem.messaging.consent.Standing;
import dev.tandem.messaging.receive.Webhooks;
import dev.tandem.messaging.send.Outbox;
import dev.tandem.messaging.send.OutboxSettings;
import dev.tandem.messaging.send.SubmitResult;
import dev.tandem.messaging.send.SubmitResult.Submitted;
import dev.tandem.messaging.send.SubmitText;
import dev.tandem.messaging.send.TextDraft;
import dev.tandem.messaging.text.PhoneNumber;
import dev.tandem.storage.Ids;
import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageSettings;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.message.Conversation;
import dev.tandem.storage.message.ConversationFilter;
import dev.tandem.storage.message.Conversations;
import dev.tandem.storage.message.Message;
import dev.tandem.storage.message.MessageState;
import dev.tandem.storage.message.Messages;
import dev.tandem.storage.seal.Secret;
import dev.tandem.storage.workspace.CarrierAccounts;
import dev.tandem.storage.workspace.Numbers;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.ext.web.Router;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a text goes out through a carrier's API, is reported delivered, and its answer arrives;
/// what is not from the carrier is refused in words. Method: everything real: Postgres, the TLS
/// listener with its guard, and the sandbox carrier that calls back over HTTPS and trusts the local
/// authority.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TextGoesOutAndTheAnswerArrivesTest {
  private static final PhoneNumber OURS = new PhoneNumber("+12025550100");
  private static final UUID MEMBER = Ids.next();
  private static final CarrierAccess ACCESS =
      new CarrierAccess("AC" + "0e".repeat(16), Secret.of("sandbox-token"));

  private final Vertx vertx = Vertx.vertx();
  private Storage storage;
  private WorkspaceId workspace;
  private Listener listener;
  private SandboxCarrier sandbox;
  private TwilioCarrier carrier;
  private Outbox outbox;
  private SubmitText submit;
  private HttpClient client;
  private String base;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    storage = Storage.open(vertx, StorageSettings.in(directory.resolve("data")));
    workspace = storage.createWorkspace("Office");
    storage.inWorkspace(
        workspace,
        tx -> {
          UUID account =
              new CarrierAccounts()
                  .create(tx, "sandbox", ACCESS.accountId(), ACCESS.authToken(), Optional.empty())
                  .orElseThrow()
                  .id();
          return new Numbers()
              .create(tx, OURS.e164(), "Front desk", Optional.of(account))
              .orElseThrow();
        });
    Certificates certificates =
        Certificates.open(
            directory.resolve("tls"),
            "127.0.0.1",
            Optional.empty(),
            InstantSource.system(),
            new SecureRandom());
    int port = freePort();
    base = "https://127.0.0.1:" + port;
    WebhookAddress address = new WebhookAddress(URI.create(base));
    sandbox =
        SandboxCarrier.start(
            vertx,
            new SandboxSettings(
                "sandbox",
                ACCESS,
                address,
                Optional.of(certificates.authorityFile()),
                SandboxSettings.Pace.FAST,
                SandboxSettings.Limits.DEFAULT));
    carrier =
        new TwilioCarrier(
            vertx, ApiSettings.at("sandbox", sandbox.apiUrl()), SandboxCarrier.SEGMENTS_PER_SECOND);
    Carriers carriers = new Carriers(List.of(carrier));
    Router router = Router.router(vertx);
    new CarrierRoutes(vertx, new Webhooks(storage, carriers), address, WebhookLimits.DEFAULTS)
        .mount(router);
    listener =
        Listener.listen(
                vertx,
                "127.0.0.1",
                port,
                certificates,
                new PublicAddress(URI.create(base), port),
                Limits.DEFAULTS,
                router)
            .await();
    outbox =
        new Outbox(
            storage,
            carriers,
            address,
            OutboxSettings.DEFAULT,
            InstantSource.system(),
            new SecureRandom());
    outbox.start();
    submit = new SubmitText(storage, outbox, carriers);
    client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setTrustOptions(
                    new PemTrustOptions().addCertPath(certificates.authorityFile().toString())));
  }

  @AfterAll
  void stop() {
    outbox.close();
    listener.close(1).await();
    sandbox.close();
    carrier.close();
    client.close().await();
    storage.close();
    vertx.close().await();
  }

  @Test
  void deliveredAndAnswered() {
    Message sent = send("+12025550123", "Hello, sandbox 👋");
    assertEquals(MessageState.DELIVERED, settled(sent.id()).state());
    assertEquals("You said: Hello, sandbox 👋", answer("+12025550123").text().value());
  }

  @Test
  void deliveredWhateverTheOrderAndOnceHoweverOften() {
    assertEquals(MessageState.DELIVERED, settled(send("+12025550124", "shuffle").id()).state());
    assertEquals("You said: shuffle", answer("+12025550124").text().value());
    assertEquals(MessageState.DELIVERED, settled(send("+12025550125", "twice").id()).state());
    assertEquals("You said: twice", answer("+12025550125").text().value());
    assertEquals(MessageState.DELIVERED, settled(send("+12025550125", "hello").id()).state());
    eventually(
        "two answers",
        () -> thread("+12025550125").size() == 4 ? Optional.of(4) : Optional.empty());
  }

  @Test
  void undeliveredSaysWhy() {
    for (Message sent : List.of(send("+12025550126", "fail"), send("+12025550199", "hello"))) {
      Message end = settled(sent.id());
      assertEquals(MessageState.UNDELIVERED, end.state());
      assertEquals(Optional.of("30003"), end.errorCode());
      assertEquals(true, end.errorText().orElseThrow().value().contains("out of reach"));
    }
  }

  @Test
  void whoSaysStopIsLeftAlone() {
    settled(send("+12025550127", "stop").id());
    assertEquals("STOP", answer("+12025550127").text().value());
    TextDraft draft = new TextDraft(OURS.e164(), List.of("+12025550127"), "hello?");
    SubmitResult refused = submit.submit(workspace, MEMBER, Ids.next().toString(), draft);
    assertEquals(
        Standing.OPTED_OUT, assertInstanceOf(SubmitResult.NotWelcome.class, refused).standing());
    assertEquals(200, sandbox.receive(new PhoneNumber("+12025550127"), OURS, "START").await());
    assertEquals(MessageState.DELIVERED, settled(send("+12025550127", "hello?").id()).state());
  }

  @Test
  void somebodyTextsFirst() {
    PhoneNumber person = new PhoneNumber("+12025550128");
    assertEquals(200, sandbox.receive(person, OURS, "Are you open today?").await());
    assertEquals("Are you open today?", answer(person.e164()).text().value());
  }

  @Test
  void strangersAreRefusedInWords() {
    String messages = "/carriers/sandbox/" + ACCESS.accountId() + "/messages";
    assertEquals(403, post(messages, "From=%2B12025550177&Body=hello", "bm9uc2Vuc2U="));
    assertEquals(404, post("/carriers/sandbox/AC00/messages", "a=b", "x"));
    assertEquals(404, post("/carriers/nobody/" + ACCESS.accountId() + "/messages", "a=b", "x"));
    assertEquals(404, post("/carriers/sandbox/" + ACCESS.accountId() + "/calls", "a=b", "x"));
    assertEquals(413, post(messages, "Body=" + "a".repeat(70_000), "x"));
    assertEquals(413, drip(messages, 70), "without a length, in chunks");
    assertEquals(403, drip(messages, 60), "one that fits is read to its end");
    assertEquals(400, post(messages, "Body=%zz", "x"));
    assertEquals(List.of(), thread("+12025550177"));
  }

  private Message send(String to, String text) {
    TextDraft draft = new TextDraft(OURS.e164(), List.of(to), text);
    String key = Ids.next().toString();
    return assertInstanceOf(Submitted.class, submit.submit(workspace, MEMBER, key, draft))
        .message();
  }

  private Message settled(UUID id) {
    return eventually(
        "a settled message",
        () ->
            storage
                .inWorkspace(workspace, tx -> new Messages().find(tx, id))
                .filter(message -> message.state().settled()));
  }

  private Message answer(String person) {
    return eventually(
        "an answer",
        () ->
            thread(person).stream()
                .filter(message -> message.state() == MessageState.RECEIVED)
                .findFirst());
  }

  /// Newest first.
  private List<Message> thread(String person) {
    return storage.inWorkspace(
        workspace,
        tx -> {
          Set<UUID> ids =
              new Conversations()
                  .page(tx, MEMBER, ConversationFilter.ALL, Optional.empty(), 100).items().stream()
                      .filter(thread -> thread.participants().value().contains(person))
                      .map(Conversation::id)
                      .collect(Collectors.toSet());
          return ids.stream()
              .flatMap(id -> new Messages().page(tx, id, Long.MAX_VALUE, 100).items().stream())
              .toList();
        });
  }

  private int post(String path, String body, String signature) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(base + path)
            .putHeader("Content-Type", "application/x-www-form-urlencoded")
            .putHeader("X-Twilio-Signature", signature);
    return client
        .request(options)
        .compose(request -> request.send(Buffer.buffer(body)))
        .map(response -> response.statusCode())
        .await();
  }

  /// So many chunks of a kilobyte.
  private int drip(String path, int kilobytes) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(base + path)
            .putHeader("Content-Type", "application/x-www-form-urlencoded")
            .putHeader("X-Twilio-Signature", "bm9uc2Vuc2U=");
    return client
        .request(options)
        .compose(
            request -> {
              request.setChunked(true);
              for (int i = 0; i < kilobytes; i++) {
                var _ = request.write("a=" + "b".repeat(1_021) + "&");
              }
              var _ = request.end();
              return request.response();
            })
        .map(response -> response.statusCode())
        .await();
  }

  private static <T> T eventually(String what, Supplier<Optional<T>> look) {
    Instant end = Instant.now().plus(Duration.ofSeconds(20));
    Semaphore never = new Semaphore(0);
    while (Instant.now().isBefore(end)) {
      Optional<T> found = look.get();
      if (found.isPresent()) {
        return found.get();
      }
      try {
        never.tryAcquire(20, TimeUnit.MILLISECONDS);
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        throw new AssertionError(stop);
      }
    }
    throw new AssertionError("It did not come about: " + what);
  }

  private static int freePort() throws Exception {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }
}
