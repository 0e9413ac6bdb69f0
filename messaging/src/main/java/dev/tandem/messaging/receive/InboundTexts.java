package dev.tandem.messaging.receive;

import dev.tandem.messaging.carrier.CarrierEvent.MessageReceived;
import dev.tandem.messaging.text.Segments;
import dev.tandem.storage.Ids;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.message.Conversations;
import dev.tandem.storage.message.Direction;
import dev.tandem.storage.message.MessageState;
import dev.tandem.storage.message.Messages;
import dev.tandem.storage.message.NewMessage;
import dev.tandem.storage.seal.Personal;
import dev.tandem.storage.workspace.Numbers;
import dev.tandem.storage.workspace.PhoneNumberRecord;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Stores texts that arrive, each once.
final class InboundTexts {
  private final Numbers numbers = new Numbers();
  private final Conversations conversations = new Conversations();
  private final Messages messages = new Messages();

  WebhookResult store(Tenant tx, UUID carrierAccountId, MessageReceived text) {
    Optional<PhoneNumberRecord> number =
        numbers
            .byE164(tx, text.to().e164())
            .filter(ours -> ours.carrierAccountId().equals(Optional.of(carrierAccountId)));
    if (number.isEmpty()) {
      return new WebhookResult.UnknownNumber();
    }
    UUID conversation =
        conversations.findOrCreate(tx, number.get().id(), List.of(text.from().address()));
    String words = words(text);
    Segments segments = Segments.of(words);
    Messages.Appended appended =
        messages.append(
            tx,
            new NewMessage(
                Ids.next(),
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
    return new WebhookResult.Stored(appended.message().id(), !appended.added());
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
