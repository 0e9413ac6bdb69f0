package dev.tandem.storage.bench;

/// One subject that is measured.
interface Part {
  /// As `-Dbench.only` names it.
  String name();

  void run(BenchDatabase database, Report report) throws Exception;
}
