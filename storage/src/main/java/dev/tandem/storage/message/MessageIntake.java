package dev.tandem.storage.message;

import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageException;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.message.Messages.Appended;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// Stores messages that come alone, from many writers at once: those that arrive while others of
/// their workspace are being written go together into the next transaction (group commit). Nobody
/// waits for company, and nobody hears of success before the commit.
///
/// Promises are those of [Messages#append]: a number under the conversation's lock, a repeat is
/// known, changes in line. When a batch is refused, because one of it is a repeat or has no
/// conversation, each is stored by itself.
public final class MessageIntake {
  /// Messages in one transaction at most.
  static final int MAX_TOGETHER = 64;

  /// Transactions of one workspace at a time: while one waits for the database, another is made.
  private static final int LANES = 2;

  private final Storage storage;
  private final Messages messages = new Messages();
  private final Map<WorkspaceId, List<Lane>> lanes = new ConcurrentHashMap<>();

  public MessageIntake(Storage storage) {
    this.storage = storage;
  }

  /// Blocks until the message is committed; throws what [Storage#inWorkspace] throws.
  public Appended append(WorkspaceId workspace, NewMessage message) {
    Waiting waiting = new Waiting(message, new CompletableFuture<>());
    lane(workspace, message.conversationId()).add(waiting);
    try {
      return waiting.done().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StorageException.retryable("interrupted while a message was stored", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw new AssertionError("storing fails with unchecked exceptions", e);
    }
  }

  /// A conversation stays in one lane, so that lanes do not wait for each other's rows.
  private Lane lane(WorkspaceId workspace, UUID conversation) {
    List<Lane> all =
        lanes.computeIfAbsent(
            workspace, it -> Stream.generate(() -> new Lane(it)).limit(LANES).toList());
    return all.get(Math.floorMod(conversation.hashCode(), LANES));
  }

  private record Waiting(NewMessage message, CompletableFuture<Appended> done) {}

  /// One workspace's line. At most one virtual thread at a time works it off.
  private final class Lane {
    private final WorkspaceId workspace;
    private final Queue<Waiting> line = new ConcurrentLinkedQueue<>();
    private final AtomicInteger length = new AtomicInteger();

    Lane(WorkspaceId workspace) {
      this.workspace = workspace;
    }

    void add(Waiting waiting) {
      line.add(waiting);
      if (length.getAndIncrement() == 0) {
        Thread.ofVirtual().name("intake").start(this::work);
      }
    }

    @SuppressWarnings("ThreadPriorityCheck") // Only how full a batch is depends on it.
    private void work() {
      int taken;
      do {
        List<Waiting> together = new ArrayList<>();
        for (int left = Math.min(length.get(), MAX_TOGETHER); left > 0; left--) {
          together.add(line.remove());
        }
        store(together);
        taken = together.size();
        // Writers that were just answered may have more: let them come before the next is begun.
        Thread.yield();
      } while (length.addAndGet(-taken) > 0);
    }

    private void store(List<Waiting> together) {
      Optional<List<Message>> stored =
          together.size() > 1 && allNew(together) ? attempt(together) : Optional.empty();
      for (int i = 0; i < together.size(); i++) {
        Waiting waiting = together.get(i);
        if (stored.isPresent()) {
          waiting.done().complete(new Appended(stored.get().get(i), true));
        } else {
          alone(waiting);
        }
      }
    }

    private Optional<List<Message>> attempt(List<Waiting> together) {
      List<NewMessage> batch = together.stream().map(Waiting::message).toList();
      try {
        return Optional.of(storage.inWorkspace(workspace, tx -> messages.appendAll(tx, batch)));
      } catch (RuntimeException refused) {
        // Nothing of it was committed, or nobody knows: each by itself finds out.
        return Optional.empty();
      }
    }

    private void alone(Waiting waiting) {
      try {
        waiting
            .done()
            .complete(storage.inWorkspace(workspace, tx -> messages.append(tx, waiting.message())));
      } catch (RuntimeException e) {
        waiting.done().completeExceptionally(e);
      }
    }
  }

  /// Two of one batch may be the same message; the database would refuse both.
  private static boolean allNew(List<Waiting> together) {
    Set<Object> seen = new HashSet<>();
    return together.stream()
        .map(Waiting::message)
        .filter(message -> message.providerId().isPresent())
        .allMatch(message -> seen.add(List.of(message.carrierAccountId(), message.providerId())));
  }
}
