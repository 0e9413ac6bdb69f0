package dev.tandem.storage.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Our storage and pgbench, in turn, on one embedded server; then the table.
///
/// `-Dbench.only=seal,insert,queue,history,search,reseal,root` takes some parts, `-Dbench.messages`
/// loads fewer than a million, `-Dbench.rounds` and `-Dbench.seconds` change how long the parts
/// with a peer take.
public final class StorageBench {
  static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
  static final int SECONDS = Integer.getInteger("bench.seconds", 3);
  static final int MESSAGES = Integer.getInteger("bench.messages", 1_000_000);

  private StorageBench() {}

  public static void main(String[] arguments) throws Exception {
    String only = System.getProperty("bench.only", "");
    Report report = new Report();
    LoadedHistory history = new LoadedHistory();
    List<Part> parts =
        List.of(
            new SealBench(),
            new InsertBench(),
            new QueueBench(),
            new HistoryBench(history),
            new SearchBench(history),
            new ResealBench(history),
            new RootRotationBench());
    try (BenchDatabase database = BenchDatabase.open()) {
      System.out.println(database.version() + ", " + machine());
      for (Part part : parts) {
        if (only.isEmpty() || Arrays.asList(only.split(",")).contains(part.name())) {
          System.out.println(part.name() + othersAtWork());
          part.run(database, report);
        }
      }
    }
    report.print();
  }

  private static String machine() {
    return Runtime.getRuntime().availableProcessors() + " cores, Java " + Runtime.version();
  }

  /// Figures of a machine that does something else meanwhile are none.
  private static String othersAtWork() throws IOException {
    Path load = Path.of("/proc/loadavg");
    if (!Files.exists(load)) {
      return "";
    }
    String text = Files.readString(load);
    double lately = Double.parseDouble(text.substring(0, text.indexOf(' ')));
    int cores = Runtime.getRuntime().availableProcessors();
    return lately > 2 * cores
        ? " (SPOILT where others keep this machine busy: its load is " + lately + ")"
        : "";
  }
}
