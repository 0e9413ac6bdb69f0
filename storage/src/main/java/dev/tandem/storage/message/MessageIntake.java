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
import java.util.stream.Stream;

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
  /// Transactions of one workspace at a time: while one waits for the database, another is made.
  private static final int LINES = 2;

  /// Stands in until the conversation is known.
  private static final UUID NO_CONVERSATION = new UUID(0, 0);

  private final Storage storage;
  private final Messages messages = new Messages();
  private final Map<WorkspaceId, Intake> intakes = new ConcurrentHashMap<>();

  public MessageIntake(Storage storage) {
    this.storage = storage;
  }

  /// Stores a message of a conversation that there is. Blocks until it is committed; throws what
  /// [Storage#inWorkspace] throws.
  public Appended append(WorkspaceId workspace, NewMessage message) {
    Vault vault = storage.sealingAhead(workspace);
    SealedMessage sealed = SealedMessage.of(vault, message);
    return intake(workspace)
        .line(message.conversationId())
        .add(new IntakeMessage(sealed, vault, Optional.empty()));
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
        new ThreadKey(numberId, ByteBuffer.wrap(Conversations.index(vault, participants)));
    return intake(workspace)
        .line(key)
        .add(
            new IntakeMessage(
                SealedMessage.of(vault, message.apply(NO_CONVERSATION)),
                vault,
                Optional.of(new IntakeMessage.Outside(key, participants, message))));
  }

  private Intake intake(WorkspaceId workspace) {
    return intakes.computeIfAbsent(workspace, Intake::new);
  }

  /// One workspace's lines, and the conversations it knows.
  private final class Intake {
    private final WorkspaceId workspace;
    private final KnownThreads threads = new KnownThreads();
    private final List<IntakeLine> lines;

    Intake(WorkspaceId workspace) {
      this.workspace = workspace;
      this.lines = Stream.generate(() -> new IntakeLine(this::store)).limit(LINES).toList();
    }

    /// A conversation stays in one line, so that lines do not wait for each other's rows.
    IntakeLine line(Object conversation) {
      return lines.get(Math.floorMod(conversation.hashCode(), LINES));
    }

    private void store(List<Waiting> batch) {
      List<IntakeMessage> together = batch.stream().map(Waiting::message).toList();
      if (allNew(together)) {
        Optional<List<Message>> stored = attempt(together);
        if (stored.isPresent()) {
          for (int i = 0; i < batch.size(); i++) {
            batch.get(i).done().complete(new Appended(stored.get().get(i), true));
          }
          return;
        }
      }
      batch.forEach(this::alone);
    }

    /// Nothing when the database refused the batch. When it is away, each by itself would only wait
    /// as long again.
    private Optional<List<Message>> attempt(List<IntakeMessage> batch) {
      try {
        return Optional.of(together(batch));
      } catch (StorageException e) {
        if (e.retryable() || e.full() || e.sealed()) {
          throw e;
        }
        return Optional.empty();
      } catch (IllegalArgumentException e) {
        threads.forget(batch.stream().flatMap(it -> it.key().stream()).toList());
        return Optional.empty();
      }
    }

    private List<Message> together(List<IntakeMessage> batch) {
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
                return messages.appendSealed(
                    tx, batch.stream().map(message -> message.placed(tx, found)).toList());
              });
      threads.learn(found);
      return stored;
    }

    /// Finds out by itself, under its own id first.
    private void alone(Waiting waiting) {
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
  }

  /// Two of one batch may be the same message; the database would refuse both.
  private static boolean allNew(List<IntakeMessage> batch) {
    Set<Object> seen = new HashSet<>();
    return batch.stream().flatMap(message -> message.identity().stream()).allMatch(seen::add);
  }
}
