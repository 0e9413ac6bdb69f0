package dev.tandem.storage.bench;

import java.util.List;

/// Many measurements of the same thing.
final class Measured {
  private Measured() {}

  static double median(List<Double> all) {
    return quantile(all, 0.5);
  }

  /// The value that a share of all does not exceed.
  static double quantile(List<Double> all, double share) {
    if (all.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
    List<Double> sorted = all.stream().sorted().toList();
    return sorted.get((int) Math.min(sorted.size() - 1, Math.ceil(share * sorted.size())));
  }
}
