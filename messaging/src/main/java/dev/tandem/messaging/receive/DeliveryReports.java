package dev.tandem.messaging.receive;

import dev.tandem.messaging.carrier.CarrierError;
import dev.tandem.messaging.carrier.CarrierError.Remedy;
import dev.tandem.messaging.carrier.CarrierEvent.DeliveryReported;
import dev.tandem.messaging.carrier.DeliveryState;
import dev.tandem.messaging.consent.ConsentGate;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.message.Direction;
import dev.tandem.storage.message.Message;
import dev.tandem.storage.message.MessageState;
import dev.tandem.storage.message.Messages;
import dev.tandem.storage.seal.Personal;
import dev.tandem.storage.workspace.Numbers;
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
  private final Numbers numbers = new Numbers();
  private final ConsentGate consent = new ConsentGate();

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
    Message ours = message.get();
    if (!ours.providerId().orElse(report.providerId()).equals(report.providerId())) {
      log.warn("Message {} is at the carrier twice: also as {}", ours.id(), report.providerId());
      return new WebhookResult.Unused("The message is known under another id.");
    }
    boolean moved =
        messages.advance(
            tx,
            ours.id(),
            state(report.state()),
            report.error().map(CarrierError::code),
            report.error().map(CarrierError::detail).map(Personal::of),
            Optional.of(report.providerId()));
    report
        .error()
        .filter(error -> error.remedy() == Remedy.OPTED_OUT)
        .ifPresent(error -> optedOut(tx, ours, error));
    return new WebhookResult.Stored(ours.id(), !moved);
  }

  private void optedOut(Tenant tx, Message ours, CarrierError error) {
    numbers
        .byE164(tx, ours.from().value())
        .ifPresent(
            number -> consent.refused(tx, number.id(), ours.to().value().getFirst(), error.code()));
  }

  private static MessageState state(DeliveryState state) {
    return switch (state) {
      case ACCEPTED, SENT -> MessageState.SENT;
      case DELIVERED -> MessageState.DELIVERED;
      case UNDELIVERED -> MessageState.UNDELIVERED;
      case FAILED -> MessageState.FAILED;
      case CANCELED -> MessageState.CANCELED;
    };
  }
}
