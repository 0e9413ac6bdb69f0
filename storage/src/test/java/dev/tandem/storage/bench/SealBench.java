package dev.tandem.storage.bench;

import dev.tandem.storage.Ids;
import dev.tandem.storage.seal.Binding;
import dev.tandem.storage.seal.DataKey;
import dev.tandem.storage.seal.KeyBytes;
import dev.tandem.storage.seal.Sealer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Seals a record of 1 kB and opens it again.
final class SealBench implements Part {
  private static final int WARM_UP = 60_000;
  private static final int MEASURED = 60_000;
  private static final double GOAL_MICROS = 10;

  @Override
  public String name() {
    return "seal";
  }

  @Override
  public void run(BenchDatabase database, Report report) {
    DataKey key = new DataKey(1, KeyBytes.random());
    Binding binding = new Binding(Ids.next(), "message", "content", Ids.next());
    byte[] record = new byte[1_024];
    new Random(1).nextBytes(record);
    List<Double> micros = new ArrayList<>();
    for (int i = 0; i < WARM_UP + MEASURED; i++) {
      long start = System.nanoTime();
      byte[] opened = Sealer.open(key, Sealer.seal(key, record, binding), binding);
      double took = (System.nanoTime() - start) / 1e3;
      if (!Arrays.equals(record, opened)) {
        throw new AssertionError("what was sealed opens");
      }
      if (i >= WARM_UP) {
        micros.add(took);
      }
    }
    double median = Measured.median(micros);
    report.goal("seal and open 1 kB, median µs", median, "< 10", median < GOAL_MICROS);
    report.figure("seal and open 1 kB, p99 µs", Measured.quantile(micros, 0.99));
  }
}
