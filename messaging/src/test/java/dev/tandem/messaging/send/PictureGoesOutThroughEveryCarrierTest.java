package dev.tandem.messaging.send;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.messaging.Office;
import dev.tandem.messaging.RealStorage;
import dev.tandem.messaging.carrier.Carrier;
import dev.tandem.messaging.carrier.Carriers;
import dev.tandem.messaging.carrier.WebhookAddress;
import dev.tandem.messaging.carrier.bandwidth.BandwidthCarrier;
import dev.tandem.messaging.carrier.fake.FakeApi;
import dev.tandem.messaging.carrier.fake.FakeBandwidth;
import dev.tandem.messaging.carrier.fake.FakeDialect;
import dev.tandem.messaging.carrier.fake.FakePlivo;
import dev.tandem.messaging.carrier.fake.FakeTelnyx;
import dev.tandem.messaging.carrier.fake.FakeTwilio;
import dev.tandem.messaging.carrier.fake.FakeVonage;
import dev.tandem.messaging.carrier.http.ApiSettings;
import dev.tandem.messaging.carrier.plivo.PlivoCarrier;
import dev.tandem.messaging.carrier.telnyx.TelnyxCarrier;
import dev.tandem.messaging.carrier.twilio.TwilioCarrier;
import dev.tandem.messaging.carrier.vonage.VonageCarrier;
import dev.tandem.messaging.media.MediaHandout;
import dev.tandem.messaging.media.MediaHandout.Answer;
import dev.tandem.messaging.media.MediaHandout.Reason;
import dev.tandem.messaging.media.MediaUpload;
import dev.tandem.storage.Ids;
import dev.tandem.storage.Storage;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.message.Message;
import dev.tandem.storage.message.MessageState;
import dev.tandem.storage.message.Messages;
import dev.tandem.storage.message.Uploads;
import dev.tandem.storage.workspace.CarrierAccounts;
import dev.tandem.storage.workspace.Numbers;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: whichever carrier it is, what it fetches under the address it was given is byte for byte
/// what the member uploaded; and the address is good for that account, that time and that text
/// alone. Method: each adapter against a server of its dialect that fetches what it takes, from a
/// server that asks [MediaHandout] as the gateway does.
@ExtendWith(RealStorage.class)
class PictureGoesOutThroughEveryCarrierTest {
  static Stream<FakeDialect> dialects() {
    return Stream.of(
        new FakeTwilio(), new FakeTelnyx(), new FakeVonage(), new FakeBandwidth(), new FakePlivo());
  }

  private static Carrier carrier(Vertx vertx, String name, URI url) {
    ApiSettings settings = ApiSettings.at(name, url);
    InstantSource clock = InstantSource.system();
    return switch (name) {
      case "twilio" -> new TwilioCarrier(vertx, settings, 1_000);
      case "telnyx" -> new TelnyxCarrier(vertx, settings, clock);
      case "vonage" -> new VonageCarrier(vertx, settings, settings, clock);
      case "bandwidth" -> new BandwidthCarrier(vertx, settings);
      case "plivo" -> new PlivoCarrier(vertx, settings);
      default -> throw new AssertionError(name);
    };
  }

  private static byte[] picture() throws IOException {
    BufferedImage image = new BufferedImage(320, 200, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(3);
    for (int i = 0; i < 320 * 200; i++) {
      image.setRGB(i % 320, i / 320, random.nextInt(1 << 24));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertTrue(ImageIO.write(image, "png", out));
    return out.toByteArray();
  }

  private static void give(MediaHandout handout, HttpServerRequest request) {
    String[] path = String.valueOf(request.path()).split("/", -1);
    Thread.startVirtualThread(
        () -> {
          switch (handout.open(path[2], path[3], path[5], Instant.now(), true)) {
            case Answer.Given(String type, String _, var content) ->
                request
                    .response()
                    .putHeader("Content-Type", type)
                    .end(Buffer.buffer(content.read(0, (int) content.length())));
            case Answer.Refused _ -> request.response().setStatusCode(404).end();
          }
        });
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void whatTheCarrierFetchesIsWhatWasUploaded(FakeDialect dialect, RealStorage.Opened opened)
      throws Exception {
    Storage storage = opened.storage();
    Vertx vertx = opened.vertx();
    MediaHandout handout = new MediaHandout(storage);
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(request -> give(handout, request))
            .listen(0, "127.0.0.1")
            .await();
    FakeApi api = new FakeApi(vertx, dialect);
    Carrier carrier = carrier(vertx, dialect.name(), api.url());
    Carriers carriers = new Carriers(List.of(carrier));
    WebhookAddress address =
        new WebhookAddress(URI.create("http://127.0.0.1:" + server.actualPort()));
    Outbox outbox =
        new Outbox(
            storage,
            carriers,
            address,
            OutboxSettings.DEFAULT,
            InstantSource.system(),
            new Random(1));
    try {
      outbox.start();
      WorkspaceId workspace = workspace(storage, dialect);
      UUID member = Ids.next();
      byte[] picture = picture();
      UUID upload = uploaded(storage, workspace, member, picture);
      SubmitText submit = new SubmitText(storage, outbox, carriers);
      TextDraft draft =
          new TextDraft(
              "+12025550100", List.of("+12025550123"), "", List.of(upload), Duration.ZERO);
      Message text =
          assertInstanceOf(
                  SubmitResult.Submitted.class, submit.submit(workspace, member, "key-1", draft))
              .message();
      Office.eventually("the attachment was fetched", () -> !api.fetched().isEmpty());
      FakeApi.Fetched fetched = api.fetched().getFirst();
      assertEquals(200, fetched.status());
      assertEquals("image/png", fetched.contentType());
      assertArrayEquals(picture, fetched.content().getBytes());
      assertEquals("", api.ledger().getFirst().text());
      assertInstanceOf(
          SubmitResult.Submitted.class,
          submit.submit(workspace, member, "key-1", draft),
          "a repeat is the same text");
      assertInstanceOf(
          SubmitResult.Refused.class,
          submit.submit(workspace, member, "key-2", draft),
          "another text cannot have it too");
      String url = api.ledger().getFirst().media().getFirst();
      onlyThisAccountThisTimeThisText(
          storage, workspace, handout, dialect, url.substring(url.lastIndexOf('/') + 1), text.id());
    } finally {
      outbox.close();
      ((AutoCloseable) carrier).close();
      api.close();
      server.close().await();
    }
  }

  private static void onlyThisAccountThisTimeThisText(
      Storage storage,
      WorkspaceId workspace,
      MediaHandout handout,
      FakeDialect dialect,
      String name,
      UUID text) {
    String carrier = dialect.name();
    String account = dialect.access().accountId();
    Instant now = Instant.now();
    assertInstanceOf(Answer.Given.class, handout.open(carrier, account, name, now, true));
    assertEquals(Reason.FORGED, refused(handout.open(carrier, "another", name, now, true)));
    for (int i = 0; i < 54; i++) {
      char other = name.charAt(i) == 'A' ? 'B' : 'A';
      String changed = name.substring(0, i) + other + name.substring(i + 1);
      // The last digit holds bits that say nothing.
      if (i < 53) {
        assertEquals(Reason.FORGED, refused(handout.open(carrier, account, changed, now, true)));
      }
    }
    for (String nonsense : List.of("", ".", "..", "A".repeat(54), "%2e%2e", "\u0000".repeat(54))) {
      assertEquals(Reason.FORGED, refused(handout.open(carrier, account, nonsense, now, true)));
    }
    Instant later = now.plus(Duration.ofHours(3));
    assertEquals(Reason.EXPIRED, refused(handout.open(carrier, account, name, later, true)));
    for (int i = 2; i < MediaHandout.MOST_FETCHES; i++) {
      assertInstanceOf(Answer.Given.class, handout.open(carrier, account, name, now, true));
    }
    assertEquals(Reason.TOO_OFTEN, refused(handout.open(carrier, account, name, now, true)));
    assertInstanceOf(
        Answer.Given.class, handout.open(carrier, account, name, now, false), "HEAD costs nothing");
    Office.eventually(
        "sent",
        () ->
            storage
                .inWorkspace(workspace, tx -> new Messages().find(tx, text))
                .map(Message::state)
                .equals(Optional.of(MessageState.SENT)));
    boolean settled =
        storage.inWorkspace(
            workspace,
            tx ->
                new Messages()
                    .advance(
                        tx,
                        text,
                        MessageState.DELIVERED,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    assertTrue(settled);
    assertEquals(Reason.REVOKED, refused(handout.open(carrier, account, name, now, false)));
    assertFalse(handout.open(carrier, account, name, now, true).toString().contains(name));
  }

  private static Reason refused(Answer answer) {
    return assertInstanceOf(Answer.Refused.class, answer).reason();
  }

  private static WorkspaceId workspace(Storage storage, FakeDialect dialect) {
    WorkspaceId workspace = storage.createWorkspace("Pictures");
    boolean added =
        storage.inWorkspace(
            workspace,
            tx -> {
              UUID account =
                  new CarrierAccounts()
                      .create(
                          tx,
                          Ids.next(),
                          dialect.name(),
                          dialect.access().accountId(),
                          dialect.access().authToken(),
                          Optional.empty(),
                          dialect.access().more())
                      .orElseThrow()
                      .id();
              return new Numbers()
                  .create(tx, "+12025550100", "Desk", Optional.of(account))
                  .isPresent();
            });
    assertTrue(added);
    return workspace;
  }

  private static UUID uploaded(Storage storage, WorkspaceId workspace, UUID member, byte[] content)
      throws IOException {
    var taken =
        assertInstanceOf(
            MediaUpload.Result.Taken.class,
            new MediaUpload(storage)
                .take(workspace, new ByteArrayInputStream(content), "image/png"));
    return storage
        .inWorkspace(
            workspace,
            tx ->
                new Uploads()
                    .add(tx, Ids.next(), member, taken.mediaType(), taken.blob(), taken.size()))
        .orElseThrow()
        .id();
  }
}
