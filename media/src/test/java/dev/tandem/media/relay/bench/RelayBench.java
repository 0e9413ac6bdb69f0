package dev.tandem.media.relay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// Our relay, coturn and a C program that only forwards, in turn, under the same load on loopback.
///
/// Each server is a process of its own; its processor seconds are read from /proc around the load
/// and divided by the packets that arrived. Printed are medians of the rounds and ratios to coturn.
/// `-Dbench.rounds=5 -Dbench.seconds=3` change how long it takes, `-Dbench.only=between` (`peer`,
/// `allocations`, `core`, `loops`) leaves the other loads out.
public final class RelayBench {

  private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
  private static final int SECONDS = Integer.getInteger("bench.seconds", 3);
  private static final int ALLOCATIONS = Integer.getInteger("bench.allocations", 2_000);
  private static final String ONLY = System.getProperty("bench.only", "");
  private static final int CLIENTS = 200;

  /// Until the JVM has compiled how it allocates.
  private static final int ALLOCATION_WARM_UPS = 10;

  private static final int PEER_PORT = 19_999;

  /// One figure of one contender in every round.
  private record Key(String figure, String contender) {}

  private final Map<Key, List<Double>> results = new LinkedHashMap<>();

  private RelayBench() {}

  public static void main(String[] arguments) throws Exception {
    RelayBench bench = new RelayBench();
    for (int round = 1; round <= ROUNDS; round++) {
      System.out.println("round " + round + " of " + ROUNDS + othersAtWork());
      bench.round();
    }
    bench.print();
  }

  /// Figures of a machine that does something else meanwhile are none.
  private static String othersAtWork() throws IOException {
    String load = Files.readString(Path.of("/proc/loadavg")).strip();
    double lately = Double.parseDouble(load.substring(0, load.indexOf(' ')));
    return lately > 3 ? ", SPOILT: others keep this machine busy, its load is " + lately : "";
  }

  private void round() throws Exception {
    try (Contender ours = Contender.ours(19_001, "LINUX")) {
      measure(ours);
    }
    Contender coturn = Contender.coturn(19_002).orElse(null);
    if (coturn != null) {
      try (coturn) {
        measure(coturn);
      }
    }
    if (wanted("loops")) {
      try (Contender two = Contender.oursTwice(19_005)) {
        between(two);
      }
    }
    if (wanted("core")) {
      try (Contender pinned = Contender.oursOnOneCore(19_006)) {
        onOneCore(pinned);
      }
    }
    if (!wanted("peer")) {
      return;
    }
    try (Contender nio = Contender.ours(19_004, "NIO")) {
      toPeer(nio);
    }
    Contender floor = Contender.floor(19_003, PEER_PORT).orElse(null);
    if (floor != null) {
      try (floor) {
        toPeer(floor);
      }
    }
  }

  private void measure(Contender contender) throws Exception {
    if (wanted("peer")) {
      toPeer(contender);
    }
    if (wanted("between")) {
      between(contender);
    }
    if (wanted("allocations")) {
      allocations(contender);
    }
  }

  private static boolean wanted(String load) {
    return ONLY.isEmpty() || ONLY.contains(load);
  }

  /// A hundred thousand packets a second through one core.
  private void onOneCore(Contender contender) throws Exception {
    try (Load load = new Load(contender, PEER_PORT)) {
      load.connect(CLIENTS);
      load.bindToPeer();
      warm(contender, load, true);
      warm(contender, load, true);
      Load.Count count = load.run(50_000, SECONDS, true);
      String what = "one core, 50,000/s each way: ";
      note(contender, what + "packets sent a second", (double) count.sent() / SECONDS);
      note(contender, what + "core used, %", 100 * count.cpuSeconds() / SECONDS);
      note(contender, what + "lost of a million", lost(count));
    }
  }

  private void toPeer(Contender contender) throws Exception {
    try (Load load = new Load(contender, PEER_PORT)) {
      load.connect(CLIENTS);
      load.bindToPeer();
      warm(contender, load, true);
      for (int rate : new int[] {10_000, 30_000}) {
        Load.Count count = load.run(rate, SECONDS, true);
        String what = "to a peer, " + rate / 1_000 + ",000/s each way: ";
        note(contender, what + "CPU µs a packet", count.microsAPacket());
        note(contender, what + "lost of a million", lost(count));
        if (rate == 10_000) {
          note(contender, what + "latency p50 µs", count.p50Micros());
          note(contender, what + "latency p99 µs", count.p99Micros());
        }
      }
    }
  }

  private void between(Contender contender) throws Exception {
    try (Load load = new Load(contender, PEER_PORT)) {
      load.connect(CLIENTS);
      load.bindPairs();
      warm(contender, load, false);
      for (int rate : new int[] {20_000, 60_000}) {
        Load.Count count = load.run(rate, SECONDS, false);
        String what = "both ends on the relay, " + rate / 1_000 + ",000/s: ";
        note(contender, what + "CPU µs a packet", count.microsAPacket());
        note(contender, what + "lost of a million", lost(count));
      }
    }
  }

  private void allocations(Contender contender) throws Exception {
    for (int i = 0; i < (contender.isOurs() ? ALLOCATION_WARM_UPS : 1); i++) {
      try (Load warm = new Load(contender, PEER_PORT)) {
        warm.connect(ALLOCATIONS);
        double _ = warm.allocate();
        warm.giveBack();
      }
    }
    try (Load load = new Load(contender, PEER_PORT)) {
      long held = contender.heldBytes();
      load.connect(ALLOCATIONS);
      double cpu = contender.cpuSeconds();
      double seconds = load.allocate();
      double used = contender.cpuSeconds() - cpu;
      note(contender, "allocations a second", ALLOCATIONS / seconds);
      note(contender, "CPU µs an allocation", used * 1e6 / ALLOCATIONS);
      note(
          contender,
          "bytes an allocation (ours: live heap, coturn: resident)",
          (double) (contender.heldBytes() - held) / ALLOCATIONS);
    }
  }

  /// Until the JVM has compiled what it runs: the same load, before anything is counted.
  private static void warm(Contender contender, Load load, boolean bothWays) {
    Load.Count _ = load.run(30_000, contender.isOurs() ? 8 : 1, bothWays);
  }

  private static double lost(Load.Count count) {
    return 1e6 * Math.max(count.sent() - count.arrived(), 0) / Math.max(count.sent(), 1);
  }

  private void note(Contender contender, String figure, double value) {
    results.computeIfAbsent(new Key(figure, contender.name()), _ -> new ArrayList<>()).add(value);
  }

  private void print() {
    System.out.printf(
        Locale.ROOT,
        "%n%-62s %10s %10s %7s %10s %10s %10s%n",
        "median of " + ROUNDS + " rounds",
        "ours",
        "coturn",
        "ratio",
        "C floor",
        "our NIO",
        "two loops");
    List<String> figures = results.keySet().stream().map(Key::figure).distinct().toList();
    for (String figure : figures) {
      Double ours = median(figure, "ours");
      Double coturn = median(figure, "coturn");
      System.out.printf(
          Locale.ROOT,
          "%-62s %10s %10s %7s %10s %10s %10s%n",
          figure,
          text(ours, value -> value),
          text(coturn, value -> value),
          ours == null || coturn == null || coturn == 0 ? "" : text(ours, value -> value / coturn),
          text(median(figure, "C floor"), value -> value),
          text(median(figure, "ours by NIO"), value -> value),
          text(median(figure, "ours, two loops"), value -> value));
    }
  }

  private @Nullable Double median(String figure, String contender) {
    List<Double> all = results.get(new Key(figure, contender));
    return all == null ? null : all.stream().sorted().skip(all.size() / 2).findFirst().orElse(null);
  }

  private static String text(@Nullable Double value, ToDoubleFunction<Double> change) {
    return value == null ? "" : String.format(Locale.ROOT, "%.2f", change.applyAsDouble(value));
  }
}
