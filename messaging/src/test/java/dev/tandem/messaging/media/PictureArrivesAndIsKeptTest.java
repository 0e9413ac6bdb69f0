package dev.tandem.messaging.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.messaging.Office;
import dev.tandem.messaging.RealStorage;
import dev.tandem.messaging.carrier.Carriers;
import dev.tandem.messaging.carrier.Form;
import dev.tandem.messaging.carrier.WebhookRequest;
import dev.tandem.messaging.carrier.twilio.TwilioCarrier;
import dev.tandem.messaging.carrier.twilio.TwilioSignature;
import dev.tandem.messaging.receive.Webhooks;
import dev.tandem.storage.audit.AuditAction;
import dev.tandem.storage.audit.AuditFilter;
import dev.tandem.storage.audit.AuditLog;
import dev.tandem.storage.blob.BlobReader;
import dev.tandem.storage.blob.Blobs;
import dev.tandem.storage.job.Jobs;
import dev.tandem.storage.message.Attachment;
import dev.tandem.storage.message.Attachments;
import dev.tandem.storage.message.Message;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a picture that comes with a text is fetched behind the webhook's answer, kept sealed,
/// removed at the carrier and this put on record; one that is no picture is refused with a reason;
/// one that is not to be had yet is asked for again.
///
/// Method: Twilio's signed webhook; its media hosts by their names on loopback; a real store; time
/// by hand.
class PictureArrivesAndIsKeptTest {
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3};

  private static RealStorage.Opened opened;

  private Office office;
  private final Attachments attachments = new Attachments();
  private final AtomicInteger busy = new AtomicInteger();
  private TestMediaServer server;
  private TwilioCarrier twilio;
  private Webhooks webhooks;
  private MediaIntake intake;
  private Instant now = Instant.MIN;

  /// Its own: jobs are claimed across workspaces, and nobody else's are wanted here.
  @BeforeAll
  static void open() {
    opened = RealStorage.Opened.make();
  }

  @AfterAll
  static void closeStorage() throws Exception {
    opened.close();
  }

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    office = Office.open(opened.storage(), "twilio");
    server =
        new TestMediaServer(
            opened.vertx(),
            directory,
            TestMediaServer.at(
                Map.of(
                    "api.twilio.com", List.of("127.0.0.1"),
                    "mms.twiliocdn.com", List.of("127.0.0.1"))),
            List.of("api.twilio.com", "mms.twiliocdn.com"),
            this::answer);
    twilio = new TwilioCarrier(opened.vertx(), TwilioCarrier.production());
    Carriers carriers = new Carriers(List.of(twilio));
    webhooks = new Webhooks(opened.storage(), carriers);
    intake = new MediaIntake(opened.storage(), carriers, server.client());
  }

  @AfterEach
  void stop() {
    twilio.close();
    server.close();
  }

  private void answer(HttpServerRequest request) {
    String path = request.path() == null ? "" : request.path();
    if (request.method().name().equals("DELETE")) {
      request.response().setStatusCode(204).end();
    } else if (busy.getAndDecrement() > 0) {
      request.response().setStatusCode(503).end();
    } else if (path.endsWith("/MEpage")) {
      request.response().putHeader("Content-Type", "image/png").end("<script>alert(1)</script>");
    } else if (path.startsWith("/2010")) {
      request
          .response()
          .setStatusCode(307)
          .putHeader("Location", "https://mms.twiliocdn.com/short-lived")
          .end();
    } else {
      request.response().putHeader("Content-Type", "image/png").end(Buffer.buffer(PNG));
    }
  }

  /// A text with one attachment; the attachment as it was stored.
  private Attachment arrives(String media, String type) {
    String sid = "MM" + UUID.randomUUID().toString().replace("-", "");
    Map<String, String> form = new LinkedHashMap<>();
    form.put("MessageSid", sid);
    form.put("AccountSid", office.accountSid());
    form.put("From", "+12025550123");
    form.put("To", office.number().e164());
    form.put("Body", "");
    form.put("NumMedia", "1");
    form.put(
        "MediaUrl0",
        "https://api.twilio.com/2010-04-01/Accounts/"
            + office.accountSid()
            + "/Messages/"
            + sid
            + "/Media/"
            + media);
    form.put("MediaContentType0", type);
    String url = "https://phone.example/carriers/twilio/" + office.accountSid() + "/messages";
    Form signed = Form.of(form);
    for (int repeat = 0; repeat < 2; repeat++) {
      webhooks.accept(
          "twilio",
          office.accountSid(),
          new WebhookRequest(
              WebhookRequest.Kind.MESSAGES,
              url,
              Map.of(
                  "content-type", List.of("application/x-www-form-urlencoded"),
                  "x-twilio-signature", List.of(TwilioSignature.sign(url, signed, office.token()))),
              Buffer.buffer(signed.encode())));
    }
    now = Instant.now().plusSeconds(1);
    Message stored = office.messages().getLast();
    assertEquals("", stored.text().value());
    return of(stored.id());
  }

  private Attachment of(UUID message) {
    List<Attachment> all =
        opened
            .storage()
            .inWorkspace(office.workspace(), tx -> attachments.of(tx, List.of(message)))
            .getOrDefault(message, List.of());
    assertEquals(1, all.size(), "whatever repeats, it came once");
    return all.getFirst();
  }

  private void work() {
    assertTrue(intake.work(now), "something was due");
  }

  private List<String> deeds() {
    return opened
        .storage()
        .inWorkspace(
            office.workspace(), tx -> new AuditLog().page(tx, AuditFilter.ALL, Long.MAX_VALUE, 50))
        .items()
        .stream()
        .map(entry -> entry.action() + " " + entry.subjectId().map(UUID::toString).orElse(""))
        .toList();
  }

  @Test
  void itIsKeptAndRemovedAtTheCarrierWithAReceipt() {
    Attachment awaited = arrives("ME1", "image/png");
    assertEquals(Attachment.State.AWAITED, awaited.state());
    work();
    Attachment kept = of(awaited.messageId().orElseThrow());
    assertEquals(Attachment.State.KEPT, kept.state());
    assertEquals("image/png", kept.mediaType());
    assertTrue(kept.removedAtCarrier());
    assertTrue(kept.source().isEmpty(), "where it was is forgotten");
    BlobReader reader =
        new Blobs(opened.storage())
            .open(office.workspace(), kept.blob().orElseThrow())
            .orElseThrow();
    assertArrayEquals(PNG, reader.read(0, PNG.length));
    assertEquals(PNG.length, kept.size());
    assertTrue(
        deeds().contains(AuditAction.ATTACHMENT_REMOVED_AT_CARRIER.word() + " " + kept.id()));
    assertEquals(
        List.of("GET api.twilio.com", "GET mms.twiliocdn.com", "DELETE api.twilio.com"),
        server.asked.stream().map(asked -> asked.method() + " " + asked.host()).toList());
    assertFalse(intake.work(now.plusSeconds(3_600)), "nothing is left to do");
  }

  @Test
  void whatLiesAboutItselfIsRefused() {
    Attachment page = arrives("MEpage", "image/png");
    work();
    Attachment refused = of(page.messageId().orElseThrow());
    assertEquals(Attachment.State.REFUSED, refused.state());
    assertEquals("unknown_content", refused.reason().orElseThrow());
    Attachment card = arrives("ME2", "text/vcard");
    work();
    assertEquals("type_lies", of(card.messageId().orElseThrow()).reason().orElseThrow());
  }

  @Test
  void whatIsNotToBeHadYetIsAskedForAgain() {
    busy.set(1);
    Attachment awaited = arrives("ME3", "image/png");
    work();
    assertEquals(Attachment.State.AWAITED, of(awaited.messageId().orElseThrow()).state());
    assertFalse(intake.work(now.plusSeconds(10)), "not before its time");
    now = now.plusSeconds(16);
    work();
    assertEquals(Attachment.State.KEPT, of(awaited.messageId().orElseThrow()).state());
  }

  @Test
  void whatIsNeverToBeHadHasAReasonInTheEnd() {
    busy.set(Integer.MAX_VALUE);
    Attachment awaited = arrives("ME4", "image/png");
    for (int i = 0; i < MediaIntake.MAX_TRIES; i++) {
      work();
      now = now.plusSeconds(7_201);
    }
    Attachment refused = of(awaited.messageId().orElseThrow());
    assertEquals(Attachment.State.REFUSED, refused.state());
    assertEquals("http_503", refused.reason().orElseThrow());
    assertTrue(new Jobs(opened.storage()).nextDue(MediaIntake.KIND).isEmpty());
  }
}
