package dev.tandem.messaging.carrier.twilio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.tandem.messaging.carrier.CarrierError;
import dev.tandem.messaging.carrier.CarrierError.Remedy;
import dev.tandem.messaging.carrier.DeliveryState;
import dev.tandem.messaging.carrier.SendOutcome;
import dev.tandem.messaging.carrier.SendOutcome.Accepted;
import dev.tandem.messaging.carrier.SendOutcome.Refused;
import dev.tandem.messaging.carrier.SendOutcome.Retry;
import dev.tandem.messaging.carrier.SendOutcome.Unknown;
import dev.tandem.messaging.carrier.Sighting;
import dev.tandem.messaging.carrier.http.ApiExchange.Answered;
import dev.tandem.messaging.carrier.http.ApiExchange.Lost;
import dev.tandem.messaging.carrier.http.ApiExchange.NeverSent;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: an answer is taken for what it proves, and what proves nothing is never taken for "not
/// accepted". Method: each class of status and code, and answers that are no answers.
class TwilioAnswersTest {
  private static final String SID = "SM" + "0f".repeat(16);

  @Test
  void anAcceptedTextIsAtTheCarrier() {
    SendOutcome outcome =
        answer(201, "{\"sid\":\"" + SID + "\",\"status\":\"queued\",\"error_code\":null}");
    assertEquals(
        new Accepted(new Sighting(SID, DeliveryState.ACCEPTED, Optional.empty())), outcome);
  }

  @Test
  void aTextThatFailedAtOnceSaysWhy() {
    SendOutcome outcome =
        answer(201, "{\"sid\":\"" + SID + "\",\"status\":\"failed\",\"error_code\":30002}");
    Accepted accepted = assertInstanceOf(Accepted.class, outcome);
    assertEquals(DeliveryState.FAILED, accepted.sighting().state());
    assertEquals(
        Optional.of(Remedy.FIX_ACCOUNT), accepted.sighting().error().map(CarrierError::remedy));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not json",
        "[]",
        "{}",
        "{\"sid\":1,\"status\":\"queued\"}",
        "{\"sid\":\"XX1\",\"status\":\"queued\"}"
      })
  void anAcceptanceThatCannotBeReadIsUnknown(String body) {
    assertInstanceOf(Unknown.class, answer(201, body));
  }

  @ParameterizedTest
  @CsvSource({"500", "502", "504", "599", "408"})
  void aServerThatBrokeMayHaveAccepted(int status) {
    assertInstanceOf(Unknown.class, answer(status, ""));
  }

  @Test
  void aServerThatIsBusyHasNot() {
    assertEquals(
        new Retry(Optional.of(Duration.ofSeconds(7)), "http_429"),
        TwilioAnswers.send(new Answered(429, Optional.of(Duration.ofSeconds(7)), Buffer.buffer())));
    assertInstanceOf(Retry.class, answer(503, "<html>"));
  }

  @Test
  void whatWasNeverSentMayBeSentAgainAndWhatWasMayNot() {
    assertInstanceOf(Retry.class, TwilioAnswers.send(new NeverSent("unreachable")));
    assertInstanceOf(Unknown.class, TwilioAnswers.send(new Lost("timeout")));
  }

  @ParameterizedTest
  @CsvSource({
    "400, 21211, GIVE_UP, 21211",
    "400, 21610, OPTED_OUT, 21610",
    "400, 21606, FIX_ACCOUNT, 21606",
    "401, 20003, FIX_ACCOUNT, 20003",
    "401, 0, FIX_ACCOUNT, http_401",
    "404, 20404, FIX_ACCOUNT, 20404",
    "400, 99999, GIVE_UP, 99999",
    "418, 0, GIVE_UP, http_418"
  })
  void aRefusalSaysWhatCanHelp(int status, int code, Remedy remedy, String shown) {
    String body =
        code == 0 ? "{}" : "{\"code\":" + code + ",\"message\":\"To +12025550123 is wrong\"}";
    CarrierError error = assertInstanceOf(Refused.class, answer(status, body)).error();
    assertEquals(remedy, error.remedy());
    assertEquals(shown, error.code());
    assertEquals(false, error.detail().contains("2025550123"));
  }

  @Test
  void aFullQueueIsRetried() {
    assertInstanceOf(Retry.class, answer(400, "{\"code\":30001}"));
  }

  private static SendOutcome answer(int status, String body) {
    return TwilioAnswers.send(new Answered(status, Optional.empty(), Buffer.buffer(body)));
  }
}
