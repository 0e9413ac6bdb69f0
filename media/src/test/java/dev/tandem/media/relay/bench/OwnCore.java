package dev.tandem.media.relay.bench;

import java.io.IOException;

/// This process on the second core alone, so that what it does to the first is nothing.
final class OwnCore implements AutoCloseable {

  private OwnCore() {}

  /// @throws IOException when `taskset` is not installed or there is one core only
  static OwnCore take() throws IOException {
    on("1");
    return new OwnCore();
  }

  @Override
  public void close() throws IOException {
    on("0-" + (Runtime.getRuntime().availableProcessors() - 1));
  }

  private static void on(String cores) throws IOException {
    String self = String.valueOf(ProcessHandle.current().pid());
    Process taskset =
        new ProcessBuilder("taskset", "-a", "-p", "-c", cores, self)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (taskset.waitFor() != 0) {
        throw new IOException("taskset does not put this process on core " + cores);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
