package dev.tandem.storage.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.Change;
import dev.tandem.storage.Changes;
import dev.tandem.storage.Page;
import dev.tandem.storage.SharedStorage;
import dev.tandem.storage.Storage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: numbers have no gaps and no doubles, and changes are heard in their order. Method: sixteen
/// writers, three hundred messages, one in ten rolled back; a subscriber reads every message that
/// it hears of.
@ExtendWith(SharedStorage.class)
final class ConversationNumbersItsMessagesTest {
  private static final int WRITERS = 16;
  private static final int KEPT = 288;

  private final TextFixture texts;

  ConversationNumbersItsMessagesTest(Storage storage) {
    texts = new TextFixture(storage);
  }

  @Test
  void under_concurrent_writers() throws InterruptedException {
    CountDownLatch heard = new CountDownLatch(KEPT);
    List<Long> order = Collections.synchronizedList(new ArrayList<>());
    Changes.Subscription subscription =
        texts.storage.changes().subscribe(change -> hear(change, order, heard));
    writeAll();
    assertTrue(heard.await(20, TimeUnit.SECONDS));
    subscription.close();
    List<Long> expected = LongStream.rangeClosed(1, KEPT).boxed().toList();
    assertEquals(expected, order);
    assertEquals(expected.reversed(), allPages());
  }

  private void hear(Change change, List<Long> order, CountDownLatch heard) {
    if (change instanceof Change.MessageAdded added && added.workspace().equals(texts.workspace)) {
      order.add(seq(added.messageId()));
      heard.countDown();
    }
  }

  private long seq(UUID message) {
    return texts.storage.inWorkspace(
        texts.workspace, tx -> texts.messages.find(tx, message).orElseThrow().seq());
  }

  private void writeAll() {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int writer = 0; writer < WRITERS; writer++) {
        threads.execute(
            () -> {
              for (int i = 0; i < 20; i++) {
                writeOrRollBack(i);
              }
            });
      }
    }
  }

  private void writeOrRollBack(int i) {
    NewMessage message = i % 2 == 0 ? texts.inbound("in", Optional.empty()) : texts.outbound("out");
    if (i % 10 != 9) {
      texts.append(message);
      return;
    }
    assertThrows(
        IllegalStateException.class,
        () ->
            texts.storage.inWorkspace(
                texts.workspace,
                tx -> {
                  texts.messages.append(tx, message);
                  throw new IllegalStateException("changed my mind");
                }));
  }

  private List<Long> allPages() {
    List<Long> seqs = new ArrayList<>();
    long before = Long.MAX_VALUE;
    while (true) {
      long from = before;
      Page<Message> page =
          texts.storage.inWorkspace(
              texts.workspace, tx -> texts.messages.page(tx, texts.conversation, from, 50));
      page.items().forEach(message -> seqs.add(message.seq()));
      if (page.nextCursor().isEmpty()) {
        return seqs;
      }
      before = Long.parseLong(page.nextCursor().get());
    }
  }
}
