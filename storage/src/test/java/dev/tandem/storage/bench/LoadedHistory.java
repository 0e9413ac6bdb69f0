package dev.tandem.storage.bench;

import dev.tandem.storage.Storage;
import dev.tandem.storage.message.Messages;
import dev.tandem.storage.message.NewMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// A million sealed and indexed messages in 1,000 conversations, stored once, by the store's own
/// batches.
final class LoadedHistory {
  private static final int CONVERSATIONS = 1_000;
  private static final int BATCH = 500;
  private static final int LOADERS = 4;

  private @Nullable BenchTexts loaded;

  BenchTexts in(BenchDatabase database, Report report) throws Exception {
    BenchTexts known = loaded;
    if (known != null) {
      return known;
    }
    BenchTexts texts = new BenchTexts(database.storage(), CONVERSATIONS);
    database.analyze();
    long start = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < LOADERS; i++) {
        int loader = i;
        all.add(threads.submit(() -> load(database.storage(), texts, loader)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    database.settle();
    report.figure("messages loaded a second, 500 a transaction", StorageBench.MESSAGES / seconds);
    loaded = texts;
    return texts;
  }

  /// Each loader has conversations of its own.
  private static void load(Storage storage, BenchTexts texts, int loader) {
    Messages messages = new Messages();
    Corpus corpus = new Corpus(100 + loader);
    Random random = new Random(loader);
    for (int left = StorageBench.MESSAGES / LOADERS; left > 0; left -= BATCH) {
      List<NewMessage> batch = new ArrayList<>();
      for (int i = 0; i < Math.min(BATCH, left); i++) {
        int conversation = random.nextInt(CONVERSATIONS / LOADERS) * LOADERS + loader;
        batch.add(BenchTexts.message(texts.conversations.get(conversation), corpus.text()));
      }
      storage.inWorkspace(texts.workspace, tx -> messages.appendAll(tx, batch));
    }
  }
}
