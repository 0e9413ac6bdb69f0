package dev.tandem.messaging.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.messaging.Office;
import dev.tandem.messaging.RealStorage;
import dev.tandem.messaging.carrier.WebhookRequest.Kind;
import dev.tandem.messaging.receive.WebhookResult.Stored;
import dev.tandem.storage.message.Message;
import dev.tandem.storage.message.MessageState;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: a text that a carrier brings is committed before it is acknowledged, and once, however
/// often and however close together it is brought; what the carrier did not send leaves nothing.
/// Method: signed calls against a real store: twice, twenty at once, forged, misaddressed, with the
/// store gone.
@ExtendWith(RealStorage.class)
class TextArrivesTwiceIsStoredOnceTest {
  private static final String PERSON = "+12025550123";
  private static final String SID = "SM" + "0a".repeat(16);

  @Test
  void twice(RealStorage.Opened opened) {
    try (Calls calls = Calls.to(opened.vertx(), opened.storage())) {
      Office office = Office.open(opened.storage(), "twilio");
      Map<String, String> text = Calls.text(office, SID, PERSON, "Здравствуй 👋");
      Stored first = assertInstanceOf(Stored.class, calls.text(office, text));
      Stored second = assertInstanceOf(Stored.class, calls.text(office, text));
      assertFalse(first.repeated());
      assertTrue(second.repeated());
      assertEquals(first.messageId(), second.messageId());
      Message message = only(office);
      assertEquals("Здравствуй 👋", message.text().value());
      assertEquals(PERSON, message.from().value());
      assertEquals(MessageState.RECEIVED, message.state());
      assertEquals(1, office.conversations().getFirst().unread());
    }
  }

  @Test
  void twentyTimesAtOnce(RealStorage.Opened opened) throws Exception {
    try (Calls calls = Calls.to(opened.vertx(), opened.storage());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Office office = Office.open(opened.storage(), "twilio");
      Map<String, String> text = Calls.text(office, SID, PERSON, "hello");
      Callable<WebhookResult> call = () -> calls.text(office, text);
      List<Stored> results =
          threads.invokeAll(Collections.nCopies(20, call)).stream()
              .map(Future::resultNow)
              .map(result -> assertInstanceOf(Stored.class, result))
              .toList();
      assertEquals(1, results.stream().filter(result -> !result.repeated()).count());
      assertEquals(1, results.stream().map(Stored::messageId).distinct().count());
      assertEquals(1, only(office).seq());
    }
  }

  @Test
  void forged(RealStorage.Opened opened) {
    try (Calls calls = Calls.to(opened.vertx(), opened.storage())) {
      Office office = Office.open(opened.storage(), "twilio");
      String url = Calls.ADDRESS.messages("twilio", office.accountSid()).toString();
      Map<String, String> text = Calls.text(office, SID, PERSON, "hello");
      assertInstanceOf(
          WebhookResult.Forged.class, calls.call(office, Kind.MESSAGES, url, text, "another"));
      assertEquals(List.of(), office.messages());
    }
  }

  @Test
  void anotherAccountsTextAtOurAddress(RealStorage.Opened opened) {
    try (Calls calls = Calls.to(opened.vertx(), opened.storage())) {
      Office office = Office.open(opened.storage(), "twilio");
      Office stranger = Office.open(opened.storage(), "twilio");
      Map<String, String> text = Calls.text(stranger, SID, PERSON, "hello");
      assertInstanceOf(WebhookResult.Forged.class, calls.text(office, text));
      assertEquals(List.of(), office.messages());
      assertEquals(List.of(), stranger.messages());
    }
  }

  @Test
  void aNumberWeDoNotHaveIsNotAcknowledged(RealStorage.Opened opened) {
    try (Calls calls = Calls.to(opened.vertx(), opened.storage())) {
      Office office = Office.open(opened.storage(), "twilio");
      Map<String, String> text = Calls.text(office, SID, PERSON, "hello");
      text.put("To", "+12025550177");
      assertInstanceOf(WebhookResult.UnknownNumber.class, calls.text(office, text));
      assertEquals(List.of(), office.messages());
    }
  }

  @Test
  void shortCodesNamesAndPicturesAreHeardToo(RealStorage.Opened opened) {
    try (Calls calls = Calls.to(opened.vertx(), opened.storage())) {
      Office office = Office.open(opened.storage(), "twilio");
      Map<String, String> code = Calls.text(office, SID, "62262", "code 123");
      assertInstanceOf(Stored.class, calls.text(office, code));
      Map<String, String> picture = Calls.text(office, "MM" + "0b".repeat(16), "PARCELS", "");
      picture.put("NumMedia", "1");
      picture.put("MediaUrl0", "https://api.twilio.com/media/1");
      picture.put("MediaContentType0", "image/jpeg");
      assertInstanceOf(Stored.class, calls.text(office, picture));
      assertEquals(
          Set.of("code 123", ""),
          office.messages().stream()
              .map(message -> message.text().value())
              .collect(Collectors.toSet()));
    }
  }

  @Test
  void aStoreThatIsGoneAcknowledgesNothing() throws Exception {
    RealStorage.Opened own = RealStorage.Opened.make();
    Office office = Office.open(own.storage(), "twilio");
    Map<String, String> text = Calls.text(office, SID, PERSON, "hello");
    try (Calls calls = Calls.to(own.vertx(), own.storage())) {
      own.storage().close();
      assertInstanceOf(WebhookResult.Unavailable.class, calls.text(office, text));
    } finally {
      own.close();
    }
  }

  private static Message only(Office office) {
    assertEquals(1, office.messages().size());
    return office.messages().getFirst();
  }
}
