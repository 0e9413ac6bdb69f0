package dev.tandem.gateway;

import java.util.concurrent.CountDownLatch;

/// Keeps the process until it is asked to stop (SIGTERM, SIGINT), then stops the gateway cleanly.
final class Shutdown {
  private Shutdown() {}

  static void await(Gateway gateway) throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("shutdown")
                .unstarted(
                    () -> {
                      gateway.close();
                      asked.countDown();
                    }));
    asked.await();
  }
}
