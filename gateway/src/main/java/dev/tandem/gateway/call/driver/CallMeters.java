package dev.tandem.gateway.call.driver;

import dev.tandem.gateway.call.Outcome;

/// What is counted of calls. Bound to the metrics registry by the wiring; called on the owner and
/// must not block.
public interface CallMeters {
  /// So many calls are open now.
  void open(int calls);

  /// A call ended.
  void ended(Outcome outcome);

  /// A write of a call record failed and will be tried again.
  void recordRetried();

  /// Counts nothing.
  static CallMeters none() {
    return new CallMeters() {
      @Override
      public void open(int calls) {}

      @Override
      public void ended(Outcome outcome) {}

      @Override
      public void recordRetried() {}
    };
  }
}
