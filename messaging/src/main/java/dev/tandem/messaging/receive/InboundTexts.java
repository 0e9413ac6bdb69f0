package dev.tandem.messaging.receive;

import dev.tandem.messaging.carrier.CarrierEvent.MessageReceived;
import dev.tandem.messaging.consent.ConsentClassifier;
import dev.tandem.messaging.consent.ConsentGate;
import dev.tandem.messaging.consent.Reading;
import dev.tandem.messaging.text.Segments;
import dev.tandem.storage.Ids;
import dev.tandem.storage.Storage;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.message.Direction;
import dev.tandem.storage.message.MessageIntake;
import dev.tandem.storage.message.MessageState;
import dev.tandem.storage.message.Messages;
import dev.tandem.storage.message.NewMessage;
import dev.tandem.storage.seal.Personal;
import dev.tandem.storage.workspace.Numbers;
import dev.tandem.storage.workspace.PhoneNumberRecord;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Stores texts that arrive, each once. Those that arrive together share a transaction.
final class InboundTexts {
  private record Called(WorkspaceId workspace, String e164) {}

  private final Storage storage;
  private final MessageIntake intake;
  private final Numbers numbers = new Numbers();
  private final ConsentGate consent = new ConsentGate();
  private final Recently<Called, PhoneNumberRecord> called = new Recently<>();

  InboundTexts(Storage storage) {
    this.storage = storage;
    this.intake = new MessageIntake(storage);
  }

  /// Conversation and message are committed when this returns.
  WebhookResult store(WorkspaceId workspace, UUID carrierAccountId, MessageReceived text) {
    Optional<PhoneNumberRecord> number =
        called
            .get(
                new Called(workspace, text.to().e164()),
                () -> storage.inWorkspace(workspace, tx -> numbers.byE164(tx, text.to().e164())))
            .filter(ours -> ours.carrierAccountId().equals(Optional.of(carrierAccountId)));
    if (number.isEmpty()) {
      return new WebhookResult.UnknownNumber();
    }
    UUID id = Ids.next();
    String words = words(text);
    Segments segments = Segments.of(words);
    Messages.Appended appended =
        intake.append(
            workspace,
            number.get().id(),
            List.of(text.from().address()),
            conversation ->
                new NewMessage(
                    id,
                    conversation,
                    Direction.IN,
                    Personal.of(text.from().address()),
                    Personal.of(List.of(text.to().e164())),
                    Personal.of(words),
                    MessageState.RECEIVED,
                    segments.count(),
                    segments.encoding().stored(),
                    Optional.empty(),
                    Optional.of(carrierAccountId),
                    Optional.of(text.providerId())));
    hear(workspace, number.get().id(), text, appended);
    return new WebhookResult.Stored(appended.message().id(), !appended.added());
  }

  /// Keeps what the text says about being texted, before it is acknowledged. Most say nothing, and
  /// cost nothing here. A repeat is heard too: its first bringing may have ended before this.
  private void hear(
      WorkspaceId workspace, UUID numberId, MessageReceived text, Messages.Appended appended) {
    if (ConsentClassifier.read(text.text()) != Reading.NONE) {
      String party = text.from().address();
      storage.inWorkspace(
          workspace,
          tx ->
              consent.heard(
                  tx, numberId, party, text.text(), appended.message().id(), appended.added()));
    }
  }

  /// Attachments are not fetched yet: the text says that there were some, rather than losing them
  /// without a word.
  private static String words(MessageReceived text) {
    int count = text.media().size();
    if (count == 0) {
      return text.text();
    }
    String note =
        count == 1
            ? "[1 attachment, kept at the carrier]"
            : "[" + count + " attachments, kept at the carrier]";
    return text.text().isEmpty() ? note : text.text() + "\n" + note;
  }
}
