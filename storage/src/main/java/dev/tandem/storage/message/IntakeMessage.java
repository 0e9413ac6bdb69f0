package dev.tandem.storage.message;

import dev.tandem.storage.Tenant;
import dev.tandem.storage.keys.Vault;
import dev.tandem.storage.message.KnownThreads.ThreadKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// A message on its way through the intake: sealed, with the vault that sealed it, and, where its
/// conversation is not named by id, whom it is with.
///
/// @param sealed names no conversation while that is not known
record IntakeMessage(SealedMessage sealed, Vault vault, Optional<Outside> outside) {
  private static final Conversations CONVERSATIONS = new Conversations();

  /// Whom the conversation is with, and the message when its id is known.
  record Outside(ThreadKey key, List<String> participants, Function<UUID, NewMessage> message) {
    /// Finds the conversation, among those in mind first, or makes it; what was found is noted.
    NewMessage message(Tenant tx, Map<ThreadKey, UUID> found) {
      return message.apply(
          found.computeIfAbsent(
              key, _ -> CONVERSATIONS.findOrCreate(tx, key.numberId(), participants)));
    }
  }

  /// In its conversation, found or made in this transaction.
  SealedMessage placed(Tenant tx, Map<ThreadKey, UUID> found) {
    return outside
        .map(it -> new SealedMessage(it.message(tx, found), sealed.content(), sealed.words()))
        .orElse(sealed);
  }

  UUID id() {
    return sealed.message().id();
  }

  Optional<ThreadKey> key() {
    return outside.map(Outside::key);
  }

  /// Says whether two are the same message to a carrier; nothing where it has no carrier's id.
  Optional<List<Object>> identity() {
    NewMessage message = sealed.message();
    return message
        .providerId()
        .flatMap(id -> message.carrierAccountId().map(account -> List.of(account, id)));
  }

  @Override
  public String toString() {
    return "IntakeMessage[" + id() + "]";
  }
}
