package dev.tandem.gateway;

import dev.tandem.gateway.status.Metrics;
import dev.tandem.storage.s3.ObjectStore;
import dev.tandem.storage.s3.ObjectStoreCounts.Operation;
import java.util.Locale;

/// What the S3-compatible store was asked, by operation, where one is configured.
final class BlobStoreMeters {
  private BlobStoreMeters() {}

  static void measure(ObjectStore store, Metrics metrics) {
    for (Operation operation : Operation.values()) {
      String word = operation.name().toLowerCase(Locale.ROOT);
      metrics.count(
          "tandem.blob.store.requests",
          "Requests that the S3-compatible store answered",
          "operation",
          word,
          () -> store.counts(operation).answered());
      metrics.count(
          "tandem.blob.store.failures",
          "Requests that the S3-compatible store refused or did not answer",
          "operation",
          word,
          () -> store.counts(operation).failed());
    }
  }
}
