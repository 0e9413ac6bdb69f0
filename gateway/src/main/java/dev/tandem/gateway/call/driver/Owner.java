package dev.tandem.gateway.call.driver;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;

/// The one event loop that owns the state of calls and of realtime sessions. Nobody else touches
/// that state, so it needs no lock; [#check] fails where somebody does.
public final class Owner {
  private final Context context;

  private Owner(Context context) {
    this.context = context;
  }

  /// Sets an event loop of `vertx` apart as an owner.
  public static Future<Owner> start(Vertx vertx) {
    Seat seat = new Seat();
    return vertx.deployVerticle(seat).map(id -> new Owner(seat.context()));
  }

  /// Runs `work` on the owner: at once when called there, else in the order of the calls.
  public void run(Runnable work) {
    if (isCurrent()) {
      work.run();
    } else {
      context.runOnContext(ignored -> work.run());
    }
  }

  /// Runs `work` on the owner after what it does now.
  public void later(Runnable work) {
    context.runOnContext(ignored -> work.run());
  }

  /// Whether the caller is on the owner.
  public boolean isCurrent() {
    return Vertx.currentContext() == context;
  }

  /// Fails unless called on the owner.
  public void check() {
    if (!isCurrent()) {
      throw new IllegalStateException("only the owner may touch this state");
    }
  }

  private static final class Seat extends VerticleBase {
    Context context() {
      return context;
    }
  }
}
