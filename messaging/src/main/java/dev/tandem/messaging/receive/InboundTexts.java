package dev.tandem.messaging.receive;

import dev.tandem.messaging.carrier.CarrierEvent.MessageReceived;
import dev.tandem.messaging.carrier.MediaReference;
import dev.tandem.messaging.consent.ConsentClassifier;
import dev.tandem.messaging.consent.ConsentGate;
import dev.tandem.messaging.consent.Reading;
import dev.tandem.messaging.media.MediaIntake;
import dev.tandem.messaging.text.Party;
import dev.tandem.messaging.text.PhoneNumber;
import dev.tandem.messaging.text.Segments;
import dev.tandem.storage.Ids;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.job.Jobs;
import dev.tandem.storage.message.Attachments;
import dev.tandem.storage.message.Conversations;
import dev.tandem.storage.message.Direction;
import dev.tandem.storage.message.MessageIntake;
import dev.tandem.storage.message.MessageState;
import dev.tandem.storage.message.Messages;
import dev.tandem.storage.message.NewAttachment;
import dev.tandem.storage.message.NewMessage;
import dev.tandem.storage.seal.Personal;
import dev.tandem.storage.workspace.NumberHosts;
import dev.tandem.storage.workspace.Numbers;
import dev.tandem.storage.workspace.PhoneNumberRecord;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/// Stores texts that arrive, each once. Those that arrive together share a transaction.
final class InboundTexts {
  private record Called(WorkspaceId workspace, String e164) {}

  private final Storage storage;
  private final MessageIntake intake;
  private final Numbers numbers = new Numbers();
  private final NumberHosts hosts = new NumberHosts();
  private final Conversations conversations = new Conversations();
  private final Messages messages = new Messages();
  private final Attachments attachments = new Attachments();
  private final ConsentGate consent = new ConsentGate();
  private final Jobs jobs;
  private final Recently<Called, PhoneNumberRecord> called = new Recently<>();

  InboundTexts(Storage storage) {
    this.storage = storage;
    this.intake = new MessageIntake(storage);
    this.jobs = new Jobs(storage);
  }

  /// Conversation and message are committed when this returns.
  WebhookResult store(WorkspaceId workspace, UUID carrierAccountId, MessageReceived heard) {
    Optional<MessageReceived> ours = toUs(workspace, carrierAccountId, heard);
    Optional<PhoneNumberRecord> number =
        ours.flatMap(text -> number(workspace, carrierAccountId, text.to()));
    if (number.isEmpty()) {
      return new WebhookResult.UnknownNumber();
    }
    MessageReceived text = ours.get();
    Function<UUID, NewMessage> message = message(carrierAccountId, text);
    Messages.Appended appended =
        text.media().isEmpty() && ConsentClassifier.read(text.text()) == Reading.NONE
            ? intake.append(workspace, number.get().id(), text.participants(), message)
            : storage.inWorkspace(workspace, tx -> hear(tx, number.get().id(), text, message));
    return new WebhookResult.Stored(appended.message().id(), !appended.added());
  }

  /// As a text for the number of ours that it reached. Of a group the carrier may name somebody
  /// else first.
  private Optional<MessageReceived> toUs(
      WorkspaceId workspace, UUID account, MessageReceived text) {
    if (text.others().isEmpty() || number(workspace, account, text.to()).isPresent()) {
      return Optional.of(text);
    }
    return text.others().stream()
        .filter(PhoneNumber.class::isInstance)
        .map(PhoneNumber.class::cast)
        .filter(party -> number(workspace, account, party).isPresent())
        .findFirst()
        .map(text::as);
  }

  /// The workspace's number, if it is on this account.
  Optional<PhoneNumberRecord> number(WorkspaceId workspace, UUID account, PhoneNumber to) {
    return called
        .get(
            new Called(workspace, to.e164()),
            () -> storage.inWorkspace(workspace, tx -> numbers.byE164(tx, to.e164())))
        .filter(ours -> hosted(workspace, ours, account));
  }

  /// Stores a text in a transaction that does something more.
  Messages.Appended store(Tenant tx, UUID numberId, UUID account, MessageReceived text) {
    return hear(tx, numberId, text, message(account, text));
  }

  /// Whether the account owns the number, alone or beside others.
  private boolean hosted(WorkspaceId workspace, PhoneNumberRecord ours, UUID carrierAccountId) {
    return ours.carrierAccountId().equals(Optional.of(carrierAccountId))
        || storage.inWorkspace(
            workspace, tx -> hosts.accounts(tx, ours.id()).contains(carrierAccountId));
  }

  /// The text as it is to be stored in a conversation.
  private static Function<UUID, NewMessage> message(UUID carrierAccountId, MessageReceived text) {
    UUID id = Ids.next();
    String words = text.text();
    Segments segments = Segments.of(words);
    return conversation ->
        new NewMessage(
            id,
            conversation,
            Direction.IN,
            Personal.of(text.from().address()),
            Personal.of(
                Stream.concat(Stream.of(text.to()), text.others().stream())
                    .map(Party::address)
                    .toList()),
            Personal.of(words),
            MessageState.RECEIVED,
            segments.count(),
            segments.encoding().stored(),
            Optional.empty(),
            Optional.of(carrierAccountId),
            Optional.of(text.providerId()));
  }

  /// A text that says something about being texted, or brings something along, has a transaction of
  /// its own, which keeps that too: who can read it finds it obeyed, and what came with it is
  /// fetched whatever happens to this process.
  private Messages.Appended hear(
      Tenant tx, UUID numberId, MessageReceived text, Function<UUID, NewMessage> arriving) {
    String party = text.from().address();
    UUID conversation = conversations.findOrCreate(tx, numberId, text.participants());
    Messages.Appended appended = messages.append(tx, arriving.apply(conversation));
    UUID message = appended.message().id();
    consent.heard(tx, numberId, party, text.text(), message, appended.added());
    if (appended.added()) {
      attachments
          .add(tx, message, text.media().stream().map(InboundTexts::announced).toList())
          .forEach(id -> jobs.enqueue(tx, MediaIntake.KIND, id, tx.now()));
    }
    return appended;
  }

  private static NewAttachment announced(MediaReference media) {
    return new NewAttachment(Personal.of(media.url()), media.contentType());
  }
}
