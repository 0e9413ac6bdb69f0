package dev.tandem.gateway.it;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Those who do something beside a test, until it ends; what went wrong there is told.
final class Workers implements AutoCloseable {
  /// Something that may be interrupted.
  interface Work {
    void run() throws InterruptedException;
  }

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ConcurrentLinkedQueue<Throwable> faults = new ConcurrentLinkedQueue<>();

  void begin(Work work) {
    threads.execute(
        () -> {
          try {
            work.run();
          } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
          } catch (RuntimeException | Error fault) {
            faults.add(fault);
          }
        });
  }

  /// Throws the first that went wrong.
  void check() {
    Throwable fault = faults.peek();
    if (fault != null) {
      throw new AssertionError(fault);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
