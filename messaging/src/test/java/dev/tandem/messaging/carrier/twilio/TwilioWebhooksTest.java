package dev.tandem.messaging.carrier.twilio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.tandem.messaging.Shared;
import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.CarrierError;
import dev.tandem.messaging.carrier.CarrierEvent.DeliveryReported;
import dev.tandem.messaging.carrier.CarrierEvent.MessageReceived;
import dev.tandem.messaging.carrier.DeliveryState;
import dev.tandem.messaging.carrier.Form;
import dev.tandem.messaging.carrier.WebhookRequest;
import dev.tandem.messaging.carrier.WebhookRequest.Kind;
import dev.tandem.messaging.carrier.WebhookVerdict;
import dev.tandem.messaging.carrier.WebhookVerdict.Authentic;
import dev.tandem.messaging.carrier.WebhookVerdict.Forged;
import dev.tandem.messaging.carrier.WebhookVerdict.Irrelevant;
import dev.tandem.messaging.carrier.WebhookVerdict.Malformed;
import dev.tandem.storage.seal.Secret;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Goal: Twilio's webhooks are read as documented, and nothing that is not Twilio's is. Method: the
/// documented samples, signed here, then changed.
class TwilioWebhooksTest {
  private static final String TOKEN = "token";
  private static final UUID ID = new UUID(1, 2);
  private static final String BASE =
      "https://phone.example/carriers/twilio/AC00000000000000000000000000000001/";
  private static final CarrierAccess ACCESS =
      new CarrierAccess("AC00000000000000000000000000000001", Secret.of(TOKEN));

  @Test
  void readsTheDocumentedText() {
    MessageReceived text =
        assertInstanceOf(MessageReceived.class, event(Kind.MESSAGES, sample("inbound_message")));
    assertEquals("SM00000000000000000000000000000001", text.providerId());
    assertEquals("+14155550100", text.from().address());
    assertEquals("+14155552345", text.to().e164());
    assertEquals("Hello", text.text());
    assertEquals(
        List.of("image/jpeg"), text.media().stream().map(media -> media.contentType()).toList());
  }

  @Test
  void readsTheDocumentedReport() {
    DeliveryReported report =
        assertInstanceOf(DeliveryReported.class, event(Kind.STATUSES, sample("status_callback")));
    assertEquals(DeliveryState.UNDELIVERED, report.state());
    assertEquals(Optional.of("30003"), report.error().map(CarrierError::code));
    assertEquals(Optional.of(ID), report.messageId());
  }

  @Test
  void aStatusOfLaterYearsIsNoError() {
    Map<String, String> form = sample("status_callback");
    form.put("MessageStatus", "teleported");
    assertInstanceOf(Irrelevant.class, signed(Kind.STATUSES, form));
  }

  @Test
  void aChangedWordIsForged() {
    Map<String, String> form = sample("inbound_message");
    Buffer changed = Buffer.buffer(Form.of(form).encode().replace("Hello", "Hullo"));
    String signature = TwilioSignature.sign(url(Kind.MESSAGES), Form.of(form), TOKEN);
    assertInstanceOf(Forged.class, read(Kind.MESSAGES, changed, List.of(signature)));
  }

  @Test
  void anUnsignedOrTwiceSignedOneIsForged() {
    Buffer body = Buffer.buffer(Form.of(sample("inbound_message")).encode());
    String signature =
        TwilioSignature.sign(url(Kind.MESSAGES), Form.of(sample("inbound_message")), TOKEN);
    assertInstanceOf(Forged.class, read(Kind.MESSAGES, body, List.of()));
    assertInstanceOf(Forged.class, read(Kind.MESSAGES, body, List.of(signature, signature)));
  }

  @Test
  void anotherAccountsTextIsForged() {
    Map<String, String> form = sample("inbound_message");
    form.put("AccountSid", "AC00000000000000000000000000000002");
    assertInstanceOf(Forged.class, signed(Kind.MESSAGES, form));
  }

  @Test
  void aFieldGivenTwiceIsMalformed() {
    Map<String, List<String>> fields =
        new LinkedHashMap<>(Form.of(sample("inbound_message")).fields());
    fields.put("Body", List.of("Hello", "Goodbye"));
    Form form = new Form(fields);
    String signature = TwilioSignature.sign(url(Kind.MESSAGES), form, TOKEN);
    assertInstanceOf(
        Malformed.class, read(Kind.MESSAGES, Buffer.buffer(form.encode()), List.of(signature)));
  }

  @Test
  void aTextWithoutSenderReceiverOrIdIsMalformed() {
    for (String field : List.of("From", "To", "MessageSid")) {
      Map<String, String> form = sample("inbound_message");
      form.remove(field);
      assertInstanceOf(Malformed.class, signed(Kind.MESSAGES, form), field);
    }
  }

  private static Object event(Kind kind, Map<String, String> form) {
    return assertInstanceOf(Authentic.class, signed(kind, form)).events().getFirst();
  }

  private static WebhookVerdict signed(Kind kind, Map<String, String> form) {
    String signature = TwilioSignature.sign(url(kind), Form.of(form), TOKEN);
    return read(kind, Buffer.buffer(Form.of(form).encode()), List.of(signature));
  }

  private static WebhookVerdict read(Kind kind, Buffer body, List<String> signatures) {
    Map<String, List<String>> headers =
        Map.of(
            "content-type",
            List.of("application/x-www-form-urlencoded; charset=UTF-8"),
            "x-twilio-signature",
            signatures);
    return TwilioWebhooks.read(new WebhookRequest(kind, url(kind), headers, body), ACCESS);
  }

  private static String url(Kind kind) {
    return switch (kind) {
      case MESSAGES -> BASE + "messages";
      case STATUSES -> BASE + "statuses?message=" + ID;
    };
  }

  private static Map<String, String> sample(String name) {
    Map<String, String> form = new LinkedHashMap<>();
    Shared.json("samples/twilio/webhooks.json")
        .getJsonObject(name)
        .forEach(field -> form.put(field.getKey(), field.getValue().toString()));
    return form;
  }
}
