package dev.tandem.storage.message;

import dev.tandem.storage.Ids;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.seal.Personal;
import dev.tandem.storage.seal.Secret;
import dev.tandem.storage.workspace.CarrierAccounts;
import dev.tandem.storage.workspace.Members;
import dev.tandem.storage.workspace.Numbers;
import dev.tandem.storage.workspace.Role;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A workspace with a member, a carrier account, a number and one conversation.
final class TextFixture {
  static final String OURS = "+12025550123";
  static final String THEIRS = "+12025550199";

  final Conversations conversations = new Conversations();
  final Messages messages = new Messages();
  final Storage storage;
  final WorkspaceId workspace;
  final UUID member;
  final UUID account;
  final UUID number;
  final UUID conversation;

  TextFixture(Storage storage) {
    this.storage = storage;
    workspace = storage.createWorkspace("Texts");
    member =
        storage
            .inWorkspace(
                workspace,
                tx ->
                    new Members()
                        .create(
                            tx, Ids.next() + "@example.org", "Ann", Role.OWNER, Optional.empty()))
            .orElseThrow()
            .id();
    account =
        storage
            .inWorkspace(
                workspace,
                tx ->
                    new CarrierAccounts()
                        .create(
                            tx, "twilio", "AC" + Ids.next(), Secret.of("token"), Optional.empty()))
            .orElseThrow()
            .id();
    number =
        storage
            .inWorkspace(
                workspace, tx -> new Numbers().create(tx, OURS, "Main", Optional.of(account)))
            .orElseThrow()
            .id();
    conversation =
        storage.inWorkspace(
            workspace, tx -> conversations.findOrCreate(tx, number, List.of(THEIRS)));
  }

  NewMessage inbound(String text, Optional<String> providerId) {
    return message(Direction.IN, MessageState.RECEIVED, text, providerId);
  }

  NewMessage outbound(String text) {
    return message(Direction.OUT, MessageState.QUEUED, text, Optional.empty());
  }

  private NewMessage message(
      Direction direction, MessageState state, String text, Optional<String> providerId) {
    boolean in = direction == Direction.IN;
    return new NewMessage(
        Ids.next(),
        conversation,
        direction,
        Personal.of(in ? THEIRS : OURS),
        Personal.of(List.of(in ? OURS : THEIRS)),
        Personal.of(text),
        state,
        1,
        Encoding.GSM7,
        in ? Optional.empty() : Optional.of(member),
        Optional.of(account),
        providerId);
  }

  Messages.Appended append(NewMessage message) {
    return storage.inWorkspace(workspace, tx -> messages.append(tx, message));
  }

  Conversation seen(Tenant tx) {
    return conversations.find(tx, member, conversation).orElseThrow();
  }
}
