package dev.tandem.messaging.receive;

import dev.tandem.messaging.carrier.CarrierError;
import dev.tandem.messaging.carrier.CarrierError.Remedy;
import dev.tandem.messaging.carrier.CarrierEvent.DeliveryReported;
import dev.tandem.messaging.consent.ConsentGate;
import dev.tandem.messaging.send.BusinessTexts;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.message.Message;
import dev.tandem.storage.message.MessageState;
import dev.tandem.storage.message.Messages;
import dev.tandem.storage.message.Receipt;
import dev.tandem.storage.message.Receipts;
import dev.tandem.storage.seal.Personal;
import dev.tandem.storage.workspace.Numbers;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Reports about texts to several people: each tells of one of them. What it says of the text
/// itself follows from all that is known.
final class GroupReports {
  private static final Set<MessageState> LOST =
      Set.of(MessageState.UNDELIVERED, MessageState.FAILED, MessageState.CANCELED);

  private final Messages messages = new Messages();
  private final Receipts receipts = new Receipts();
  private final Numbers numbers = new Numbers();
  private final ConsentGate consent = new ConsentGate();
  private final BusinessTexts business = new BusinessTexts();

  /// @param ours the text that it is about
  WebhookResult store(Tenant tx, Message ours, DeliveryReported report) {
    List<String> to = ours.to().value();
    int place = report.receiver().map(receiver -> to.indexOf(receiver.e164())).orElse(-1);
    if (place < 0) {
      return new WebhookResult.Unused("The report is about nobody whom the text went to.");
    }
    Optional<String> code = report.error().map(CarrierError::code);
    Optional<Personal<String>> words = report.error().map(CarrierError::detail).map(Personal::of);
    boolean moved =
        receipts.advance(tx, ours.id(), place, DeliveryReports.state(report.state()), code, words);
    List<Receipt> all = receipts.of(tx, List.of(ours.id())).getOrDefault(ours.id(), List.of());
    MessageState whole = whole(to.size(), all);
    boolean lost = LOST.contains(whole);
    boolean ended =
        messages.advance(
            tx,
            ours.id(),
            whole,
            code.filter(_ -> lost),
            words.filter(_ -> lost),
            Optional.of(report.providerId()));
    report.error().ifPresent(error -> business.heard(tx, ours.from().value(), error));
    report
        .error()
        .filter(error -> error.remedy() == Remedy.OPTED_OUT)
        .ifPresent(error -> optedOut(tx, ours, to.get(place), error));
    return new WebhookResult.Stored(ours.id(), !moved && !ended);
  }

  /// How far a text has come that went to so many. Delivered is what reached everybody, and lost
  /// what reached nobody; one that some got stays sent, because to send it again would reach these
  /// twice.
  static MessageState whole(int receivers, List<Receipt> known) {
    Set<MessageState> states = known.stream().map(Receipt::state).collect(Collectors.toSet());
    if (known.size() < receivers || !states.stream().allMatch(MessageState::settled)) {
      return MessageState.SENT;
    }
    if (states.size() == 1) {
      return states.iterator().next();
    }
    return LOST.containsAll(states) ? MessageState.UNDELIVERED : MessageState.SENT;
  }

  private void optedOut(Tenant tx, Message ours, String party, CarrierError error) {
    numbers
        .byE164(tx, ours.from().value())
        .ifPresent(number -> consent.refused(tx, number.id(), party, error.code()));
  }
}
