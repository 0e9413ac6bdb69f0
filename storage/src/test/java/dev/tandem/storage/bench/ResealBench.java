package dev.tandem.storage.bench;

import dev.tandem.storage.Storage;
import dev.tandem.storage.message.Message;
import dev.tandem.storage.message.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/// A million messages sealed anew with a new data key, while members read. There is no peer: what
/// pgbench could write anew is in the clear.
final class ResealBench implements Part {
  private static final double GOAL_RATE = 20_000;
  private static final int PAGE = 50;

  /// Between two pages that are read.
  private static final long PAUSE_NANOS = 10_000_000;

  private final LoadedHistory history;

  ResealBench(LoadedHistory history) {
    this.history = history;
  }

  @Override
  public String name() {
    return "reseal";
  }

  @Override
  public void run(BenchDatabase database, Report report) throws Exception {
    BenchTexts texts = history.in(database, report);
    Storage storage = database.storage();
    storage.keychain().turnDataKeys(texts.workspace);
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<List<Double>> reading = threads.submit(() -> read(storage, texts, done));
      CpuTime before = database.cpu();
      long start = System.nanoTime();
      long rows;
      double seconds;
      CpuTime used;
      try {
        rows = storage.keychain().reseal(texts.workspace);
        seconds = (System.nanoTime() - start) / 1e9;
        used = database.cpu().since(before);
      } finally {
        done.set(true);
      }
      List<Double> pages = reading.get();
      double rate = rows / seconds;
      report.goal(
          "messages sealed anew a second, of " + StorageBench.MESSAGES,
          rate,
          ">= 20,000",
          rate >= GOAL_RATE && rows >= StorageBench.MESSAGES);
      report.figure(
          "  CPU µs a message, server and ours", 1e6 * (used.server() + used.ours()) / rows);
      report.figure(
          "  newest 50 of a conversation meanwhile, p99 µs", Measured.quantile(pages, 0.99));
      report.note(
          "reseal: %d rows in %.1f s (processor: server %.1f s, ours %.1f s); meanwhile %d pages of %d were read, none failed"
              .formatted(rows, seconds, used.server(), used.ours(), pages.size(), PAGE));
    }
  }

  /// Reads page after page; the first that fails, or that is not what it was, ends the measurement.
  private static List<Double> read(Storage storage, BenchTexts texts, AtomicBoolean done) {
    Messages messages = new Messages();
    Random random = new Random(17);
    List<Double> micros = new ArrayList<>();
    while (!done.get()) {
      UUID conversation = texts.conversations.get(random.nextInt(texts.conversations.size()));
      long start = System.nanoTime();
      List<Message> page =
          storage
              .inWorkspace(
                  texts.workspace, tx -> messages.page(tx, conversation, Long.MAX_VALUE, PAGE))
              .items();
      micros.add((System.nanoTime() - start) / 1e3);
      if (page.stream().anyMatch(message -> message.text().value().isEmpty())) {
        throw new AssertionError("a message has the text it was given");
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return micros;
  }
}
