package dev.tandem.messaging.carrier.plivo;

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
import dev.tandem.messaging.carrier.http.Proof;
import dev.tandem.messaging.text.Party;
import dev.tandem.messaging.text.PhoneNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads Plivo's calls to us: first the signature, then the few fields we use.
///
/// A V3 signature covers all of a call and is believed alone. Messaging still sends V2, which
/// covers the address and a nonce only: a nonce counts for one body, and what keeps others from
/// learning it is TLS.
final class PlivoWebhooks {
  private static final int MAX_MEDIA = 10;
  private static final List<String> SINGLE =
      List.of("MessageUUID", "ParentMessageUUID", "From", "To", "Text", "Status", "ErrorCode");
  private static final Pattern CODE = Pattern.compile("[0-9]{1,5}");
  private static final Pattern DIGITS = Pattern.compile("[1-9][0-9]{6,14}");
  private static final Pattern PART = Pattern.compile("([0-9]{1,3}) of ([0-9]{1,3})");

  private PlivoWebhooks() {}

  static WebhookVerdict read(WebhookRequest request, CarrierAccess access, SeenNonces nonces) {
    Optional<Form> form =
        request.mediaType().equals("application/x-www-form-urlencoded")
            ? Form.parse(request.body().getBytes(), Form.Limits.WEBHOOK)
            : Optional.empty();
    // What cannot be read cannot be proven by V3 either.
    Optional<String> fault = fault(request, form, access, nonces);
    if (fault.isPresent()) {
      return new Forged(fault.get());
    }
    if (form.isEmpty() || SINGLE.stream().anyMatch(form.get()::ambiguous)) {
      return new Malformed("The body is no form, or has a field twice.");
    }
    Optional<String> id = form.get().one("MessageUUID").filter(text -> !text.isBlank());
    if (id.isEmpty()) {
      return new Malformed("The field MessageUUID is missing.");
    }
    // A report has a status and a text has not, whichever address they were sent to.
    return form.get().one("Status").isPresent()
        ? report(form.get(), id.get(), request.query())
        : message(form.get(), id.get());
  }

  private static Optional<String> fault(
      WebhookRequest request, Optional<Form> form, CarrierAccess access, SeenNonces nonces) {
    String token = access.authToken().reveal();
    List<String> v3 = request.header(PlivoSignature.V3);
    List<String> v3Nonce = request.header(PlivoSignature.V3_NONCE);
    if (v3.size() == 1 && v3Nonce.size() == 1) {
      boolean holds =
          form.filter(
                  fields ->
                      PlivoSignature.postHolds(
                          v3.getFirst(), v3Nonce.getFirst(), request.publicUrl(), fields, token))
              .isPresent();
      return holds ? Optional.empty() : Optional.of("The signature does not match.");
    }
    List<String> v2 = request.header(PlivoSignature.V2);
    List<String> nonce = request.header(PlivoSignature.V2_NONCE);
    if (!v3.isEmpty() || v2.size() != 1 || nonce.size() != 1) {
      return Optional.of("The request does not carry one signature and one nonce.");
    }
    if (!PlivoSignature.v2Holds(v2.getFirst(), nonce.getFirst(), request.publicUrl(), token)) {
      return Optional.of("The signature does not match.");
    }
    String call = request.publicUrl() + "\n" + Proof.sha256Hex(request.body().getBytes());
    return nonces.admits(access.accountId() + nonce.getFirst(), call)
        ? Optional.empty()
        : Optional.of("The nonce was used for another body.");
  }

  private static WebhookVerdict message(Form form, String id) {
    Optional<Party> from = form.one("From").flatMap(PlivoWebhooks::sender);
    Optional<PhoneNumber> to = form.one("To").flatMap(PlivoWebhooks::number);
    if (from.isEmpty() || to.isEmpty()) {
      return new Malformed("The fields From and To must name a sender and one of our numbers.");
    }
    List<MediaReference> media = new ArrayList<>();
    for (int i = 0; i < MAX_MEDIA; i++) {
      form.one("Media" + i)
          .filter(url -> url.startsWith("https://"))
          .ifPresent(url -> media.add(new MediaReference(url, "application/octet-stream")));
    }
    return new Authentic(
        new MessageReceived(id, from.get(), to.get(), form.one("Text").orElse(""), media));
  }

  /// Numbers come with or without `+`.
  private static Optional<PhoneNumber> number(String written) {
    return PhoneNumber.parse(DIGITS.matcher(written).matches() ? "+" + written : written);
  }

  private static Optional<Party> sender(String written) {
    return number(written).<Party>map(number -> number).or(() -> Party.parse(written));
  }

  /// A long text is reported part by part, each under an id of its own. It has arrived with its
  /// last part, and has failed with any.
  private static WebhookVerdict report(Form form, String id, String query) {
    Optional<DeliveryState> state =
        form.one("Status")
            .flatMap(PlivoWebhooks::state)
            .map(
                reached ->
                    reached == DeliveryState.DELIVERED && !lastPart(form)
                        ? DeliveryState.SENT
                        : reached);
    if (state.isEmpty()) {
      return new Irrelevant("The status is none that a sent text has.");
    }
    Optional<CarrierError> error =
        switch (state.get()) {
          case UNDELIVERED, FAILED ->
              form.one("ErrorCode")
                  .filter(code -> CODE.matcher(code).matches())
                  .map(PlivoErrors.TABLE::of);
          case ACCEPTED, SENT, DELIVERED, CANCELED -> Optional.empty();
        };
    String whole = form.one("ParentMessageUUID").filter(text -> !text.isBlank()).orElse(id);
    return new Authentic(
        new DeliveryReported(whole, WebhookAddress.messageId(query), state.get(), error));
  }

  private static boolean lastPart(Form form) {
    return form.one("PartInfo")
        .map(PART::matcher)
        .filter(part -> part.matches() && !part.group(1).equals(part.group(2)))
        .isEmpty();
  }

  private static Optional<DeliveryState> state(String word) {
    return Optional.ofNullable(
        switch (word) {
          case "queued" -> DeliveryState.ACCEPTED;
          case "sent" -> DeliveryState.SENT;
          case "delivered", "read" -> DeliveryState.DELIVERED;
          case "undelivered" -> DeliveryState.UNDELIVERED;
          case "failed", "rejected" -> DeliveryState.FAILED;
          default -> null;
        });
  }
}
