package dev.tandem.storage.pg;

import dev.tandem.storage.seal.Secret;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// The gateway's connections, as the role that owns nothing.
public final class AppPool {
  private static final Duration PROBE = Duration.ofSeconds(2);

  private static final Duration CONNECT = Duration.ofSeconds(5);

  private AppPool() {}

  /// Opens the pool and proves that it can sign in. When the role has another installation's
  /// password, which happens after a restore, it is set once.
  public static Pool open(
      Vertx vertx, Endpoint endpoint, Owner owner, Secret<String> password, int size) {
    Pool pool = build(vertx, endpoint, password, size);
    try {
      probe(pool);
      return pool;
    } catch (PgException e) {
      if (!PgTrouble.wrongPassword(e)) {
        pool.close();
        throw e;
      }
      owner.setAppPassword(password);
      probe(pool);
      return pool;
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  private static Pool build(Vertx vertx, Endpoint endpoint, Secret<String> password, int size) {
    return PgBuilder.pool()
        .with(
            new PoolOptions()
                .setMaxSize(size)
                // The pool's own time limit reports failures of requests that were served; see
                // connection().
                .setConnectionTimeout(0))
        .with(
            new NetClientOptions()
                .setConnectTimeout((int) CONNECT.toMillis())
                .setTcpKeepAlive(true))
        .connectingTo(endpoint.pgOptions(Owner.APP_ROLE, password))
        .using(vertx)
        .build();
  }

  private static void probe(Pool pool) {
    Await.on(pool.query("SELECT 1").execute());
  }

  /// Whether a statement comes back within two seconds.
  public static boolean answers(Pool pool) {
    Await.refuseEventLoop();
    try {
      Await.on(pool.query("SELECT 1").execute().timeout(PROBE.toMillis(), TimeUnit.MILLISECONDS));
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }

  /// Ends the sessions.
  public static void close(Pool pool) {
    Await.on(pool.close());
  }
}
