package dev.tandem.storage.bench;

import dev.tandem.storage.Storage;
import dev.tandem.storage.message.MessageIntake;
import dev.tandem.storage.message.Messages;
import dev.tandem.storage.message.NewMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Writers that store one message after the other and wait for each commit, beside as many clients
/// of pgbench that insert a row of the same columns and keys in the clear, one a transaction.
final class InsertBench implements Part {
  private static final int CONVERSATIONS = 900;
  private static final double GOAL = 0.8;
  private static final int WARM_UP = 3;

  @Override
  public String name() {
    return "insert";
  }

  /// Transactions a second, and microseconds of processor time a transaction.
  private record Pace(double rate, double micros) {}

  @Override
  public void run(BenchDatabase database, Report report) throws Exception {
    Storage storage = database.storage();
    BenchTexts fixture = new BenchTexts(storage, CONVERSATIONS);
    Messages messages = new Messages();
    MessageIntake intake = new MessageIntake(storage);
    Consumer<NewMessage> together = message -> intake.append(fixture.workspace, message);
    Consumer<NewMessage> alone =
        message -> storage.inWorkspace(fixture.workspace, tx -> messages.append(tx, message));
    Optional<Pgbench> pgbench = Pgbench.find(database.endpoint());
    PlainMessages.make(database, fixture.workspace);
    database.analyze();
    // A server that has run for a while has its code compiled; the compiler is not what is
    // measured.
    Pace warmTogether = ours(database, fixture, 32, together);
    for (int i = 0; i < WARM_UP; i++) {
      warmTogether = ours(database, fixture, 8, together);
    }
    Pace warmAlone = ours(database, fixture, 8, alone);
    report.note(
        "insert: the peer's row has the message's columns, keys and foreign key, in the clear; no search, no sealing,"
            + " no row-level security, no numbering. Both wait for fsync of each commit. (Warming up, ours made "
            + Math.round(warmTogether.rate())
            + "/s, "
            + Math.round(warmAlone.rate())
            + "/s.)");
    for (int writers : new int[] {8, 32}) {
      List<Pace> shared = new ArrayList<>();
      List<Pace> single = new ArrayList<>();
      List<Pace> peer = new ArrayList<>();
      for (int round = 0; round < StorageBench.ROUNDS; round++) {
        if (pgbench.isPresent()) {
          peer.add(peer(database, pgbench.get(), fixture, writers));
        }
        shared.add(ours(database, fixture, writers, together));
        single.add(ours(database, fixture, writers, alone));
      }
      String what = "messages stored a second, " + writers + " writers";
      report(report, what, shared, peer, true);
      report(report, what + ", a transaction each", single, peer, false);
    }
    if (pgbench.isEmpty()) {
      report.note(
          "insert: SKIPPED the peer, because there is no pgbench under /usr/lib/postgresql");
    }
  }

  private static void report(
      Report report, String what, List<Pace> ours, List<Pace> peer, boolean goal) {
    double rate = median(ours.stream().map(Pace::rate));
    double cost = median(ours.stream().map(Pace::micros));
    if (peer.isEmpty()) {
      report.figure(what, rate);
      return;
    }
    double peerRate = median(peer.stream().map(Pace::rate));
    if (goal) {
      report.ratio(what, rate, peerRate, ">= 0.8", rate >= GOAL * peerRate);
    } else {
      report.beside(what, rate, peerRate);
    }
    report.beside("  CPU µs a message, both sides", cost, median(peer.stream().map(Pace::micros)));
  }

  private static double median(Stream<Double> all) {
    return Measured.median(all.toList());
  }

  private static Pace peer(BenchDatabase database, Pgbench pgbench, BenchTexts fixture, int clients)
      throws Exception {
    CpuTime before = database.cpu();
    Pgbench.Run run =
        pgbench.run(
            PlainMessages.insert(fixture.workspace),
            clients,
            StorageBench.SECONDS,
            Optional.empty());
    CpuTime used = database.cpu().since(before);
    return new Pace(
        run.rate(), 1e6 * (used.server() + used.programs()) / run.rate() / StorageBench.SECONDS);
  }

  private static Pace ours(
      BenchDatabase database, BenchTexts fixture, int writers, Consumer<NewMessage> store)
      throws Exception {
    Corpus corpus = new Corpus(5);
    List<String> texts = Stream.generate(corpus::text).limit(5_000).toList();
    AtomicLong stored = new AtomicLong();
    CpuTime before = database.cpu();
    long start = System.nanoTime();
    long end = start + StorageBench.SECONDS * 1_000_000_000L;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        Random random = new Random(writer);
        all.add(
            threads.submit(
                () -> {
                  while (System.nanoTime() < end) {
                    UUID conversation = fixture.conversations.get(random.nextInt(CONVERSATIONS));
                    String text = texts.get(random.nextInt(texts.size()));
                    store.accept(BenchTexts.message(conversation, text));
                    stored.incrementAndGet();
                  }
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    CpuTime used = database.cpu().since(before);
    return new Pace(stored.get() / seconds, 1e6 * (used.server() + used.ours()) / stored.get());
  }
}
