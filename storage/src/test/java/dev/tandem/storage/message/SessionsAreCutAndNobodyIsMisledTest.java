package dev.tandem.storage.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.Ids;
import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageException;
import dev.tandem.storage.StorageSettings;
import dev.tandem.storage.seal.Personal;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: when the database's sessions are cut while messages share transactions, nobody hears
/// "stored" whose message is not, and nobody who heard it is lost or doubled. Method: writers with
/// carriers' ids to people of whom half have no conversation yet, all sessions ended by the server
/// again and again, a writer that hears of trouble comes again as a carrier does; then the ledger
/// is compared with the table.
final class SessionsAreCutAndNobodyIsMisledTest {
  private static final int WRITERS = 16;
  private static final int EACH = 25;
  private static final int PEOPLE = 8;
  private static final int CUTS = 12;

  /// What a writer was told about a carrier's id.
  private record Told(UUID messageId, String text) {}

  @Test
  void cut_again_and_again(@TempDir Path directory) throws Exception {
    Vertx vertx = Vertx.vertx();
    try (Storage storage = Storage.open(vertx, StorageSettings.in(directory))) {
      TextFixture texts = new TextFixture(storage);
      MessageIntake intake = new MessageIntake(storage);
      Map<String, Told> ledger = new ConcurrentHashMap<>();
      AtomicInteger troubles = new AtomicInteger();
      AtomicBoolean over = new AtomicBoolean();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<?> cutting = threads.submit(() -> cut(storage, ledger, over));
        List<Future<?>> writing = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
          int writer = i;
          writing.add(threads.submit(() -> write(texts, intake, writer, ledger, troubles)));
        }
        for (Future<?> one : writing) {
          one.get();
        }
        over.set(true);
        cutting.get();
      }
      assertEquals(WRITERS * EACH, ledger.size());
      assertTrue(troubles.get() > 0, "nobody noticed a cut");
      compare(texts, ledger);
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static void write(
      TextFixture texts,
      MessageIntake intake,
      int writer,
      Map<String, Told> ledger,
      AtomicInteger troubles) {
    for (int i = 0; i < EACH; i++) {
      String providerId = "SM" + writer + "-" + i;
      String text = "text " + providerId;
      String person = "+1303555010" + (writer + i) % PEOPLE;
      while (!ledger.containsKey(providerId)) {
        UUID id = Ids.next();
        try {
          Message stored =
              intake
                  .append(
                      texts.workspace,
                      texts.number,
                      List.of(person),
                      conversation -> message(texts, id, conversation, person, text, providerId))
                  .message();
          assertEquals(text, stored.text().value());
          ledger.put(providerId, new Told(stored.id(), text));
        } catch (StorageException trouble) {
          assertTrue(trouble.retryable(), trouble.getMessage());
          troubles.incrementAndGet();
        }
      }
    }
  }

  private static NewMessage message(
      TextFixture texts,
      UUID id,
      UUID conversation,
      String person,
      String text,
      String providerId) {
    return new NewMessage(
        id,
        conversation,
        Direction.IN,
        Personal.of(person),
        Personal.of(List.of(TextFixture.OURS)),
        Personal.of(text),
        MessageState.RECEIVED,
        1,
        Encoding.GSM7,
        Optional.empty(),
        Optional.of(texts.account),
        Optional.of(providerId));
  }

  /// Ends all other sessions, each time when some more writers were answered.
  private static void cut(Storage storage, Map<String, Told> ledger, AtomicBoolean over) {
    int answered = 0;
    for (int cuts = 0; cuts < CUTS && !over.get(); cuts++) {
      try {
        storage.outsideWorkspaces(
            sql ->
                sql.list(
                    """
                    SELECT pg_terminate_backend(pid) AS done FROM pg_stat_activity
                    WHERE usename = current_user AND pid <> pg_backend_pid()
                    """,
                    row -> row.getBoolean("done")));
      } catch (StorageException e) {
        assertTrue(e.retryable(), e.getMessage());
      }
      answered += WRITERS * EACH / (CUTS + 4);
      while (ledger.size() < answered && !over.get()) {
        LockSupport.parkNanos(200_000);
      }
    }
  }

  private static void compare(TextFixture texts, Map<String, Told> ledger) {
    Map<String, Told> there = new ConcurrentHashMap<>();
    texts.storage.inWorkspace(
        texts.workspace,
        tx -> {
          for (Conversation conversation :
              texts
                  .conversations
                  .page(tx, texts.member, ConversationFilter.ALL, Optional.empty(), 100)
                  .items()) {
            List<Message> messages =
                texts.messages.page(tx, conversation.id(), Long.MAX_VALUE, 100).items().reversed();
            assertEquals(
                LongStream.rangeClosed(1, messages.size()).boxed().toList(),
                messages.stream().map(Message::seq).toList());
            assertEquals(messages.size(), conversation.unread());
            messages.forEach(
                message ->
                    there.put(
                        message.providerId().orElseThrow(),
                        new Told(message.id(), message.text().value())));
          }
          return there;
        });
    assertEquals(ledger, there);
  }
}
