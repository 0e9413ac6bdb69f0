package dev.tandem.storage.bench;

import dev.tandem.storage.Page;
import dev.tandem.storage.Storage;
import dev.tandem.storage.message.Message;
import dev.tandem.storage.message.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/// Reads and opens the newest 50 messages of a conversation among a million, beside pgbench, which
/// selects the same rows of the same table under the same row-level security and opens nothing.
final class HistoryBench implements Part {
  private static final int NEWEST = 50;
  private static final double GOAL = 2;
  private static final int WARM_UP = 5;

  private final LoadedHistory history;

  HistoryBench(LoadedHistory history) {
    this.history = history;
  }

  @Override
  public String name() {
    return "history";
  }

  @Override
  public void run(BenchDatabase database, Report report) throws Exception {
    BenchTexts texts = history.in(database, report);
    Optional<Pgbench> pgbench = Pgbench.find(database.endpoint());
    PlainReads.make(database, texts);
    // A server that has run for a while has its code compiled.
    List<Double> warm = new ArrayList<>();
    for (int i = 0; i < WARM_UP; i++) {
      warm.addAll(ours(database.storage(), texts));
    }
    List<Double> ours = new ArrayList<>();
    List<Double> peer = new ArrayList<>();
    for (int round = 0; round < StorageBench.ROUNDS; round++) {
      if (pgbench.isPresent()) {
        Pgbench.Run run =
            pgbench
                .get()
                .run(
                    PlainReads.select(texts, NEWEST + 1),
                    1,
                    StorageBench.SECONDS,
                    Optional.of("tandem.workspace=" + texts.workspace));
        peer.addAll(run.micros());
      }
      ours.addAll(ours(database.storage(), texts));
    }
    report.note("history: " + warm.size() + " pages were read to warm up");
    double p99 = Measured.quantile(ours, 0.99);
    if (peer.isEmpty()) {
      report.figure("newest 50 of a conversation, p99 µs", p99);
      report.note(
          "history: SKIPPED the peer, because there is no pgbench under /usr/lib/postgresql");
      return;
    }
    double peer99 = Measured.quantile(peer, 0.99);
    report.ratio("newest 50 of a conversation, p99 µs", p99, peer99, "< 2", p99 < GOAL * peer99);
    report.beside(
        "newest 50 of a conversation, median µs", Measured.median(ours), Measured.median(peer));
  }

  private static List<Double> ours(Storage storage, BenchTexts texts) {
    Messages messages = new Messages();
    Random random = new Random(9);
    List<Double> micros = new ArrayList<>();
    long end = System.nanoTime() + StorageBench.SECONDS * 1_000_000_000L;
    while (System.nanoTime() < end) {
      UUID conversation = texts.conversations.get(random.nextInt(texts.conversations.size()));
      long start = System.nanoTime();
      Page<Message> page =
          storage.inWorkspace(
              texts.workspace, tx -> messages.page(tx, conversation, Long.MAX_VALUE, NEWEST));
      micros.add((System.nanoTime() - start) / 1e3);
      if (page.items().isEmpty()) {
        throw new AssertionError("every conversation has messages");
      }
    }
    return micros;
  }
}
