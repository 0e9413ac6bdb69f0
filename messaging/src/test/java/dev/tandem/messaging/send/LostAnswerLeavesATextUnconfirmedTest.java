package dev.tandem.messaging.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.tandem.messaging.Office;
import dev.tandem.messaging.RealStorage;
import dev.tandem.messaging.carrier.Carriers;
import dev.tandem.messaging.carrier.Form;
import dev.tandem.messaging.carrier.WebhookAddress;
import dev.tandem.messaging.carrier.WebhookRequest;
import dev.tandem.messaging.carrier.WebhookRequest.Kind;
import dev.tandem.messaging.carrier.http.ApiSettings;
import dev.tandem.messaging.carrier.twilio.TwilioCarrier;
import dev.tandem.messaging.carrier.twilio.TwilioSignature;
import dev.tandem.messaging.receive.WebhookResult;
import dev.tandem.messaging.receive.Webhooks;
import dev.tandem.messaging.send.FakeCarrier.Fault;
import dev.tandem.storage.message.MessageState;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: a text whose send was not answered stays unconfirmed and is settled by the carrier's
/// look-up or its report; it is never sent again on a guess. Method: a carrier that takes texts and
/// loses answers; with and without a look-up.
@ExtendWith(RealStorage.class)
class LostAnswerLeavesATextUnconfirmedTest {
  private static final String SID = "SM" + "0".repeat(31) + "1";

  @Test
  void lookedUp(RealStorage.Opened opened) {
    try (SendingRoom room = SendingRoom.open(opened.storage(), 1)) {
      room.carrier().next(Fault.ANSWER_LOST);
      UUID id = room.send("+12025550123", "hello");
      assertEquals(Optional.of(SID), room.settled(id, MessageState.SENT).providerId());
      assertEquals(1, room.carrier().ledger().size());
    }
  }

  @Test
  void aLostRequestIsSentAgainOnceTheCarrierDeniesIt(RealStorage.Opened opened) {
    try (SendingRoom room = SendingRoom.open(opened.storage(), 2)) {
      room.carrier().next(Fault.REQUEST_LOST, Fault.REQUEST_LOST);
      UUID id = room.send("+12025550123", "hello");
      room.settled(id, MessageState.SENT);
      assertEquals(1, room.carrier().ledger().size());
    }
  }

  @Test
  void settledByItsReportWhereNobodyCanTell(RealStorage.Opened opened) {
    try (SendingRoom room = SendingRoom.open(opened.storage(), 3)) {
      room.carrier().cannotTell().next(Fault.ANSWER_LOST);
      UUID id = room.send("+12025550123", "hello");
      assertEquals(Optional.empty(), room.settled(id, MessageState.UNCONFIRMED).providerId());
      assertInstanceOf(WebhookResult.Stored.class, report(opened, room.office(), id, "delivered"));
      assertEquals(Optional.of(SID), room.settled(id, MessageState.DELIVERED).providerId());
      assertEquals(1, room.carrier().ledger().size());
    }
  }

  /// A report in Twilio's dialect for the fake's account.
  private static WebhookResult report(
      RealStorage.Opened opened, Office office, UUID id, String status) {
    WebhookAddress address = new WebhookAddress(URI.create("https://phone.example"));
    try (TwilioCarrier dialect =
        new TwilioCarrier(
            opened.vertx(), ApiSettings.at("fake", URI.create("http://127.0.0.1:9")))) {
      String url = address.statuses("fake", office.accountSid(), id).toString();
      Form form =
          Form.of(
              Map.of(
                  "MessageSid", SID, "MessageStatus", status, "AccountSid", office.accountSid()));
      WebhookRequest request =
          new WebhookRequest(
              Kind.STATUSES,
              url,
              Map.of(
                  "content-type",
                  List.of("application/x-www-form-urlencoded"),
                  "x-twilio-signature",
                  List.of(TwilioSignature.sign(url, form, office.token()))),
              Buffer.buffer(form.encode()));
      return new Webhooks(office.storage(), new Carriers(List.of(dialect)))
          .accept("fake", office.accountSid(), request);
    }
  }
}
