package dev.tandem.storage.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.SharedStorage;
import dev.tandem.storage.Storage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: a carrier's repeat makes no second message and uses no number up. Method: the same
/// provider id one after the other, then sixteen times at once.
@ExtendWith(SharedStorage.class)
final class TextArrivesTwiceIsStoredOnceTest {
  private final TextFixture texts;

  TextArrivesTwiceIsStoredOnceTest(Storage storage) {
    texts = new TextFixture(storage);
  }

  @Test
  void one_after_the_other() {
    Messages.Appended first = texts.append(texts.inbound("hello", Optional.of("SM1")));
    Messages.Appended second = texts.append(texts.inbound("hello", Optional.of("SM1")));
    assertTrue(first.added());
    assertFalse(second.added());
    assertEquals(first.message(), second.message());
    assertEquals(2, texts.append(texts.inbound("next", Optional.of("SM2"))).message().seq());
  }

  @Test
  void sixteen_at_once() throws InterruptedException, ExecutionException {
    List<Callable<Messages.Appended>> repeats =
        IntStream.range(0, 16)
            .<Callable<Messages.Appended>>mapToObj(
                i -> () -> texts.append(texts.inbound("again", Optional.of("SM16"))))
            .toList();
    int added = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Messages.Appended> repeat : threads.invokeAll(repeats)) {
        added += repeat.get().added() ? 1 : 0;
      }
    }
    assertEquals(1, added);
    long last = texts.storage.inWorkspace(texts.workspace, tx -> texts.seen(tx).lastSeq());
    assertEquals(1, last);
  }
}
