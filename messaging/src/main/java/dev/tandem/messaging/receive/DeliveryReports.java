package dev.tandem.messaging.receive;

import dev.tandem.messaging.carrier.CarrierError;
import dev.tandem.messaging.carrier.CarrierError.Remedy;
import dev.tandem.messaging.carrier.CarrierEvent.DeliveryReported;
import dev.tandem.messaging.carrier.DeliveryState;
import dev.tandem.messaging.carrier.LineEvent.ReceiptReceived;
import dev.tandem.messaging.consent.ConsentGate;
import dev.tandem.messaging.send.BusinessTexts;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.message.Conversations;
import dev.tandem.storage.message.Direction;
import dev.tandem.storage.message.Message;
import dev.tandem.storage.message.MessageState;
import dev.tandem.storage.message.Messages;
import dev.tandem.storage.seal.Personal;
import dev.tandem.storage.workspace.Numbers;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Moves our texts on as the carrier reports. States have ranks and never go back, so the order of
/// reports does not matter.
///
/// A report carries our own id of the message, which was committed before the carrier could know of
/// it. So a report that overtakes the answer to the send finds its row all the same, and tells it
/// the carrier's id.
final class DeliveryReports {
  private static final Logger log = LoggerFactory.getLogger(DeliveryReports.class);

  private final Messages messages = new Messages();
  private final Conversations conversations = new Conversations();
  private final Numbers numbers = new Numbers();
  private final ConsentGate consent = new ConsentGate();
  private final GroupReports groups = new GroupReports();
  private final BusinessTexts business = new BusinessTexts();

  WebhookResult store(Tenant tx, UUID carrierAccountId, DeliveryReported report) {
    Optional<Message> message =
        report
            .messageId()
            .flatMap(id -> messages.find(tx, id))
            .or(() -> messages.findByProvider(tx, carrierAccountId, report.providerId()))
            .filter(found -> found.direction() == Direction.OUT)
            .filter(found -> found.carrierAccountId().equals(Optional.of(carrierAccountId)));
    if (message.isEmpty()) {
      return new WebhookResult.UnknownMessage();
    }
    return message.get().to().value().size() > 1
        ? groups.store(tx, message.get(), report)
        : advance(tx, message.get(), report.providerId(), report.state(), report.error());
  }

  /// A report of a carrier that knows no id of ours. The text is the one that the carrier took
  /// under the report's id, and went where the report comes from; or else the one text to that
  /// person whose send has no certain end: this is its end. While a text is still being handed
  /// over, its id is about to be known, so such a report shall come again.
  WebhookResult store(Tenant tx, UUID carrierAccountId, ReceiptReceived receipt) {
    for (String spelling : receipt.spellings()) {
      Optional<Message> known =
          messages
              .findByProvider(tx, carrierAccountId, spelling)
              .filter(found -> found.direction() == Direction.OUT)
              .filter(found -> found.to().value().contains(receipt.to().e164()));
      if (known.isPresent()) {
        return advance(tx, known.get(), spelling, receipt.state(), receipt.error());
      }
    }
    List<Message> open = open(tx, carrierAccountId, receipt);
    if (open.stream().anyMatch(message -> message.state().equals(MessageState.SENDING))) {
      return new WebhookResult.Unavailable();
    }
    if (open.isEmpty()) {
      return new WebhookResult.UnknownMessage();
    }
    // Of several the oldest: the carrier takes and reports them in order.
    return advance(
        tx, open.getFirst(), receipt.spellings().getFirst(), receipt.state(), receipt.error());
  }

  private List<Message> open(Tenant tx, UUID carrierAccountId, ReceiptReceived receipt) {
    return numbers
        .byE164(tx, receipt.from().e164())
        .flatMap(number -> conversations.with(tx, number.id(), List.of(receipt.to().e164())))
        .map(conversation -> messages.withoutProvider(tx, conversation, carrierAccountId))
        .orElse(List.of());
  }

  private WebhookResult advance(
      Tenant tx,
      Message ours,
      String providerId,
      DeliveryState state,
      Optional<CarrierError> error) {
    if (!ours.providerId().orElse(providerId).equals(providerId)) {
      log.warn("Message {} is at the carrier twice: also as {}", ours.id(), providerId);
      return new WebhookResult.Unused("The message is known under another id.");
    }
    boolean moved =
        messages.advance(
            tx,
            ours.id(),
            state(state),
            error.map(CarrierError::code),
            error.map(CarrierError::detail).map(Personal::of),
            Optional.of(providerId));
    error.ifPresent(refusal -> business.heard(tx, ours.from().value(), refusal));
    error
        .filter(refusal -> refusal.remedy() == Remedy.OPTED_OUT)
        .ifPresent(refusal -> optedOut(tx, ours, refusal));
    return new WebhookResult.Stored(ours.id(), !moved);
  }

  private void optedOut(Tenant tx, Message ours, CarrierError error) {
    numbers
        .byE164(tx, ours.from().value())
        .ifPresent(
            number -> consent.refused(tx, number.id(), ours.to().value().getFirst(), error.code()));
  }

  static MessageState state(DeliveryState state) {
    return switch (state) {
      case ACCEPTED, SENT -> MessageState.SENT;
      case DELIVERED -> MessageState.DELIVERED;
      case UNDELIVERED -> MessageState.UNDELIVERED;
      case FAILED -> MessageState.FAILED;
      case CANCELED -> MessageState.CANCELED;
    };
  }
}
