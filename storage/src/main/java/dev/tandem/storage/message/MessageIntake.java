package dev.tandem.storage.message;

import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageException;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.keys.Vault;
import dev.tandem.storage.message.IntakeLine.Waiting;
import dev.tandem.storage.message.KnownThreads.ThreadKey;
import dev.tandem.storage.message.Messages.Appended;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Stores messages that come alone, from many writers at once: those that arrive while others of
/// their workspace are being written go together into the next transaction (group commit). Each
/// writer seals its own message before it joins the line; nobody hears of success before the
/// commit.
///
/// Promises are those of [Messages#append]: a number under the conversation's lock, a repeat is
/// known, changes in line. When a batch is refused, because one of it is a repeat or has no
/// conversation, each is stored by itself. When the database goes away under a batch, its writers
/// hear that it failed, although it may have been committed just then: who comes again under the
/// same carrier's id meets it.
public final class MessageIntake {
  /// Stands in until the conversation is known.
  private static final UUID NO_CONVERSATION = new UUID(0, 0);

  private final Storage storage;
  private final Messages messages = new Messages();
  private final KnownThreads threads = new KnownThreads();
  private final Map<WorkspaceId, IntakeLine> lines = new ConcurrentHashMap<>();

  public MessageIntake(Storage storage) {
    this.storage = storage;
  }

  /// Stores a message of a conversation that there is. Blocks until it is committed; throws what
  /// [Storage#inWorkspace] throws.
  public Appended append(WorkspaceId workspace, NewMessage message) {
    Vault vault = storage.sealingAhead(workspace);
    SealedMessage sealed = SealedMessage.of(vault, message);
    return store(workspace, new IntakeMessage(sealed, vault, Optional.empty()));
  }

  /// Stores a message of the conversation between a number of ours and these participants, which is
  /// made in the same transaction when there is none. `message` says what it is in a conversation;
  /// it is asked more than once and gives the same message, with the same id, each time.
  public Appended append(
      WorkspaceId workspace,
      UUID numberId,
      List<String> participants,
      Function<UUID, NewMessage> message) {
    Vault vault = storage.sealingAhead(workspace);
    ThreadKey key =
        new ThreadKey(
            workspace, numberId, ByteBuffer.wrap(Conversations.index(vault, participants)));
    return store(
        workspace,
        new IntakeMessage(
            SealedMessage.of(vault, message.apply(NO_CONVERSATION)),
            vault,
            Optional.of(new IntakeMessage.Outside(key, participants, message))));
  }

  /// Workspaces in which somebody stores a message now.
  int lines() {
    return lines.size();
  }

  private Appended store(WorkspaceId workspace, IntakeMessage message) {
    Waiting waiting = new Waiting(message);
    IntakeLine line;
    do {
      line = lines.computeIfAbsent(workspace, this::line);
    } while (!line.add(waiting));
    return waiting.await();
  }

  private IntakeLine line(WorkspaceId workspace) {
    return new IntakeLine(
        batch -> store(workspace, batch), ended -> lines.remove(workspace, ended));
  }

  private void store(WorkspaceId workspace, List<Waiting> batch) {
    List<IntakeMessage> together = batch.stream().map(Waiting::message).toList();
    if (allNew(together)) {
      Optional<List<Message>> stored = attempt(workspace, together);
      if (stored.isPresent()) {
        for (int i = 0; i < batch.size(); i++) {
          batch.get(i).done().complete(new Appended(stored.get().get(i), true));
        }
        return;
      }
    }
    batch.forEach(waiting -> alone(workspace, waiting));
  }

  /// Nothing when the database refused the batch. When it is away, each by itself would only wait
  /// as long again.
  private Optional<List<Message>> attempt(WorkspaceId workspace, List<IntakeMessage> batch) {
    try {
      return Optional.of(together(workspace, batch));
    } catch (StorageException e) {
      if (e.retryable() || e.full() || e.sealed()) {
        throw e;
      }
      threads.forget(batch.stream().flatMap(it -> it.key().stream()).toList());
      return Optional.empty();
    }
  }

  private List<Message> together(WorkspaceId workspace, List<IntakeMessage> batch) {
    Map<ThreadKey, UUID> found = new HashMap<>();
    List<Message> stored =
        storage.inWorkspace(
            workspace,
            tx -> {
              found.clear();
              batch.forEach(
                  message -> {
                    tx.vault().answerFor(message.vault());
                    message.key().ifPresent(key -> threads.find(key, found));
                  });
              return messages.appendAndCommit(
                  tx, batch.stream().map(message -> message.placed(tx, found)).toList());
            });
    threads.learn(found);
    return stored;
  }

  /// Finds out by itself, under its own id first.
  private void alone(WorkspaceId workspace, Waiting waiting) {
    IntakeMessage message = waiting.message();
    try {
      waiting
          .done()
          .complete(
              storage.inWorkspace(
                  workspace,
                  tx ->
                      messages
                          .find(tx, message.id())
                          .map(there -> new Appended(there, true))
                          .orElseGet(
                              () ->
                                  messages.append(
                                      tx, message.placed(tx, new HashMap<>()).message()))));
    } catch (RuntimeException e) {
      waiting.done().completeExceptionally(e);
    }
  }

  /// Two of one batch may be the same message; the database would refuse both.
  private static boolean allNew(List<IntakeMessage> batch) {
    Set<Object> seen = new HashSet<>();
    return batch.stream().flatMap(message -> message.identity().stream()).allMatch(seen::add);
  }
}
