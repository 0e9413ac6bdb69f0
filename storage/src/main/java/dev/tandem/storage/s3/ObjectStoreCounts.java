package dev.tandem.storage.s3;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// How many requests a store answered and how many failed.
public final class ObjectStoreCounts {
  /// What is asked of a store.
  public enum Operation {
    PUT,
    GET,
    DELETE,
    LIST
  }

  /// Requests of one operation since the start.
  public record Count(long answered, long failed) {
    private static final Count NONE = new Count(0, 0);

    private Count plus(Count more) {
      return new Count(answered + more.answered, failed + more.failed);
    }
  }

  private static final Count ANSWERED = new Count(1, 0);
  private static final Count FAILED = new Count(0, 1);

  private final Map<Operation, Count> counts = new ConcurrentHashMap<>();

  ObjectStoreCounts() {}

  void answered(Operation operation) {
    counts.merge(operation, ANSWERED, Count::plus);
  }

  void failed(Operation operation) {
    counts.merge(operation, FAILED, Count::plus);
  }

  Count of(Operation operation) {
    return counts.getOrDefault(operation, Count.NONE);
  }
}
