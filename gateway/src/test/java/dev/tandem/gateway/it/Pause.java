package dev.tandem.gateway.it;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Time that passes for those outside the program.
final class Pause {
  private static final Semaphore NEVER = new Semaphore(0);

  private Pause() {}

  static void millis(long millis) throws InterruptedException {
    boolean _ = NEVER.tryAcquire(millis, TimeUnit.MILLISECONDS);
  }
}
