package dev.tandem.messaging.carrier.twilio;

import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.CarrierError;
import dev.tandem.messaging.carrier.CarrierEvent.DeliveryReported;
import dev.tandem.messaging.carrier.CarrierEvent.MessageReceived;
import dev.tandem.messaging.carrier.DeliveryState;
import dev.tandem.messaging.carrier.Form;
import dev.tandem.messaging.carrier.MediaReference;
import dev.tandem.messaging.carrier.WebhookAddress;
import dev.tandem.messaging.carrier.WebhookRequest;
import dev.tandem.messaging.carrier.WebhookVerdict;
import dev.tandem.messaging.carrier.WebhookVerdict.Authentic;
import dev.tandem.messaging.carrier.WebhookVerdict.Forged;
import dev.tandem.messaging.carrier.WebhookVerdict.Irrelevant;
import dev.tandem.messaging.carrier.WebhookVerdict.Malformed;
import dev.tandem.messaging.text.Party;
import dev.tandem.messaging.text.PhoneNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Reads Twilio's calls to us: first the signature over the raw form, then the few fields we use.
final class TwilioWebhooks {
  /// Twilio attaches at most ten.
  private static final int MAX_MEDIA = 10;

  private static final Predicate<String> SMALL_NUMBER =
      Pattern.compile("[0-9]{1,9}").asMatchPredicate();

  private static final List<String> SINGLE =
      List.of(
          "AccountSid",
          "MessageSid",
          "From",
          "To",
          "Body",
          "MessageStatus",
          "ErrorCode",
          "NumMedia");

  private TwilioWebhooks() {}

  static WebhookVerdict read(WebhookRequest request, CarrierAccess access) {
    List<String> signatures = request.header(TwilioSignature.HEADER);
    if (signatures.size() != 1) {
      return new Forged("The request does not carry one " + TwilioSignature.HEADER + " header.");
    }
    String token = access.authToken().reveal();
    if (!request.mediaType().equals("application/x-www-form-urlencoded")) {
      return TwilioSignature.holds(
              signatures.getFirst(), request.publicUrl(), request.body().getBytes(), token)
          ? new Malformed("Texts and reports come as application/x-www-form-urlencoded.")
          : new Forged("The signature does not match.");
    }
    Optional<Form> form = Form.parse(request.body().getBytes(), Form.Limits.WEBHOOK);
    if (form.isEmpty()) {
      return new Malformed(
          "The form has bad escapes, is no UTF-8, or has too many or too long fields.");
    }
    if (!TwilioSignature.holds(signatures.getFirst(), request.publicUrl(), form.get(), token)) {
      return new Forged("The signature does not match.");
    }
    return authentic(request, form.get(), access);
  }

  private static WebhookVerdict authentic(WebhookRequest request, Form form, CarrierAccess access) {
    Optional<String> ambiguous = SINGLE.stream().filter(form::ambiguous).findFirst();
    if (ambiguous.isPresent()) {
      return new Malformed("The field " + ambiguous.get() + " is given twice.");
    }
    if (!form.one("AccountSid").equals(Optional.of(access.accountId()))) {
      return new Forged("The request speaks for another account.");
    }
    Optional<String> sid = form.one("MessageSid").filter(TwilioAnswers::isMessageSid);
    if (sid.isEmpty()) {
      return new Malformed("The field MessageSid is missing or is no message id.");
    }
    return switch (request.kind()) {
      case MESSAGES -> message(form, sid.get());
      case STATUSES -> status(form, sid.get(), request.query());
    };
  }

  private static WebhookVerdict message(Form form, String sid) {
    Optional<Party> from = form.one("From").flatMap(Party::parse);
    Optional<PhoneNumber> to = form.one("To").flatMap(PhoneNumber::parse);
    if (from.isEmpty() || to.isEmpty()) {
      return new Malformed("The fields From and To must name a sender and one of our numbers.");
    }
    String text = form.one("Body").orElse("");
    return new Authentic(new MessageReceived(sid, from.get(), to.get(), text, media(form)));
  }

  private static List<MediaReference> media(Form form) {
    int count = form.one("NumMedia").filter(SMALL_NUMBER).map(Integer::valueOf).orElse(0);
    List<MediaReference> media = new ArrayList<>();
    for (int i = 0; i < Math.min(count, MAX_MEDIA); i++) {
      String type = form.one("MediaContentType" + i).orElse("application/octet-stream");
      form.one("MediaUrl" + i).ifPresent(url -> media.add(new MediaReference(url, type)));
    }
    return media;
  }

  private static WebhookVerdict status(Form form, String sid, String query) {
    Optional<DeliveryState> state = form.one("MessageStatus").flatMap(TwilioStatus::read);
    if (state.isEmpty()) {
      return new Irrelevant("The status is none that a sent text has.");
    }
    Optional<CarrierError> error =
        TwilioStatus.failure(state.get())
            ? form.one("ErrorCode").filter(SMALL_NUMBER).map(TwilioErrors.TABLE::of)
            : Optional.empty();
    return new Authentic(
        new DeliveryReported(sid, WebhookAddress.messageId(query), state.get(), error));
  }
}
