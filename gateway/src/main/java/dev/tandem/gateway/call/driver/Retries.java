package dev.tandem.gateway.call.driver;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Blocking work on virtual threads that is tried again when it fails, after 0.1 s, 0.2 s and so on
/// up to 10 s, until it is done or its time is over.
final class Retries {
  private static final Logger LOG = LoggerFactory.getLogger(Retries.class);
  private static final long FIRST_MILLIS = 100;
  private static final long LONGEST_MILLIS = 10_000;

  private final Vertx vertx;
  private final Executor background;
  private final Runnable onFailure;

  Retries(Vertx vertx, Executor background, Runnable onFailure) {
    this.vertx = vertx;
    this.background = background;
    this.onFailure = onFailure;
  }

  /// Does `work` once.
  <T> Future<T> once(Callable<T> work) {
    Promise<T> done = Promise.promise();
    background.execute(
        () -> {
          try {
            done.complete(work.call());
          } catch (Exception failure) {
            done.fail(failure);
          }
        });
    return done.future();
  }

  /// Does `work`, trying again for as long as `patience`.
  <T> Future<T> within(Duration patience, String what, Callable<T> work) {
    return attempt(work, what, FIRST_MILLIS, System.nanoTime() + patience.toNanos());
  }

  private <T> Future<T> attempt(Callable<T> work, String what, long waitMillis, long until) {
    return once(work)
        .recover(
            failure -> {
              if (System.nanoTime() + waitMillis * 1_000_000 - until > 0) {
                LOG.error("{} failed for good: {}", what, failure.getClass().getName());
                return Future.failedFuture(failure);
              }
              LOG.warn(
                  "{} failed, next try in {} ms: {}",
                  what,
                  waitMillis,
                  failure.getClass().getName());
              onFailure.run();
              long next = Math.min(waitMillis * 2, LONGEST_MILLIS);
              return vertx
                  .timer(waitMillis, java.util.concurrent.TimeUnit.MILLISECONDS)
                  .compose(ignored -> attempt(work, what, next, until));
            });
  }
}
