package dev.tandem.messaging.carrier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.messaging.carrier.CarrierCommand.SendText;
import dev.tandem.messaging.carrier.CarrierError.Remedy;
import dev.tandem.messaging.carrier.SendOutcome.Accepted;
import dev.tandem.messaging.carrier.SendOutcome.Refused;
import dev.tandem.messaging.carrier.fake.FakeApi;
import dev.tandem.messaging.carrier.fake.FakeDialect;
import dev.tandem.messaging.carrier.fake.FakePeer;
import dev.tandem.messaging.carrier.fake.Fault;
import dev.tandem.messaging.carrier.http.ApiSettings;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Goal: carriers that are reached over HTTP keep the contract of all carriers, take attachments,
/// and are not led elsewhere. Method: as there; the peer is a server on loopback.
abstract class HttpCarrierContract extends CarrierContract {
  private final Vertx vertx = Vertx.vertx();
  protected final FakeDialect dialect = dialect();
  private final FakeApi api = new FakeApi(vertx, dialect);
  private final Carrier carrier = carrier(vertx, settings(api.url()));

  protected abstract FakeDialect dialect();

  protected abstract Carrier carrier(Vertx vertx, ApiSettings settings);

  private ApiSettings settings(URI url) {
    return new ApiSettings(
        dialect.name(), url, Duration.ofSeconds(2), Duration.ofMillis(700), 64 * 1024, 4);
  }

  @AfterEach
  void close() throws Exception {
    if (carrier instanceof AutoCloseable open) {
      open.close();
    }
    api.close();
    vertx.close().await();
  }

  @Override
  protected FakePeer peer() {
    return api;
  }

  @Override
  protected Carrier carrier() {
    return carrier;
  }

  @Override
  protected CarrierAccess access() {
    return dialect.access();
  }

  @Override
  protected SendOutcome sendAs(CarrierAccess wrong, SendText command) {
    return carrier.send(command, wrong);
  }

  @Override
  protected Carrier toNobody() {
    return carrier(vertx, settings(URI.create("http://127.0.0.1:1")));
  }

  @Override
  protected Map<String, Remedy> codesOfAnswers() {
    return dialect.codesOfAnswers();
  }

  @Override
  protected List<Fault> doubts() {
    return List.of(
        Fault.TAKE_AND_STAY_SILENT,
        Fault.TAKE_AND_CUT,
        Fault.TAKE_AND_TALK_NONSENSE,
        Fault.TAKE_AND_TALK_TOO_MUCH,
        Fault.TAKE_AND_BREAK_502,
        Fault.CUT,
        Fault.BREAK_500,
        Fault.BREAK_504);
  }

  @Override
  protected Duration patience() {
    return Duration.ofSeconds(7);
  }

  @Override
  protected boolean getsOurId() {
    return true;
  }

  @Test
  void isNamedAsInPaths() {
    assertEquals(dialect.name(), carrier.name());
  }

  @Test
  void handsAttachmentsOver() {
    OutboundMedia picture =
        new OutboundMedia(URI.create("https://phone.example/media/1?t=a%2Bb"), "image/jpeg");
    assertTrue(carrier.capabilities().mms());
    assertInstanceOf(Accepted.class, send(command("look", picture)));
    assertEquals(List.of(picture.url().toString()), only().media());
    assertEquals("look", only().text());
    assertInstanceOf(Accepted.class, send(command("", picture)));
    assertEquals("", api.ledger().getLast().text());
  }

  @Test
  void aRedirectIsNotFollowedWithOurCredentials() {
    api.order(Fault.REDIRECT);
    assertInstanceOf(Refused.class, send(command("hello")));
    assertEquals(1, api.heard().size());
  }
}
