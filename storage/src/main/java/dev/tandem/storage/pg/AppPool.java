package dev.tandem.storage.pg;

import dev.tandem.storage.StorageException;
import dev.tandem.storage.seal.Secret;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The gateway's sessions at the database, as the role that owns nothing: opened when they are
/// wanted, up to a number, and then kept for the next transaction.
///
/// Vert.x' pool opens them and lends them for good; who gives one back hands it to the next without
/// a change of thread. All of them live on one event loop and answer on it, so a statement wakes
/// nobody but that loop and whoever waits for it.
public final class AppPool implements AutoCloseable {
  private static final Duration PROBE = Duration.ofSeconds(2);
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration WAIT = Duration.ofSeconds(10);

  private final Pool opener;
  private final Supplier<Future<SqlConnection>> aside;
  private final Context loop;
  private final int size;
  private final List<Lifeline> lifelines = new CopyOnWriteArrayList<>();

  // Guarded by this.
  private final ArrayDeque<Session> idle = new ArrayDeque<>();
  private final ArrayDeque<Promise<Session>> waiting = new ArrayDeque<>();
  private int open;
  private boolean closed;

  private AppPool(Pool opener, Supplier<Future<SqlConnection>> aside, Context loop, int size) {
    this.opener = opener;
    this.aside = aside;
    this.loop = loop;
    this.size = size;
  }

  /// Opens the pool and proves that it can sign in. When the role has another installation's
  /// password, which happens after a restore, it is set once.
  public static AppPool open(
      Vertx vertx, Endpoint endpoint, Owner owner, Secret<String> password, int size) {
    AppPool pool =
        new AppPool(
            opener(vertx, endpoint, password, size),
            () ->
                PgConnection.connect(vertx, endpoint.pgOptions(Owner.APP_ROLE, password))
                    .map(connection -> connection),
            loop(vertx),
            size);
    try {
      pool.probe();
      return pool;
    } catch (PgException e) {
      if (!PgTrouble.wrongPassword(e)) {
        pool.opener.close();
        throw e;
      }
      owner.setAppPassword(password);
      pool.probe();
      return pool;
    } catch (RuntimeException e) {
      pool.opener.close();
      throw e;
    }
  }

  private static Pool opener(Vertx vertx, Endpoint endpoint, Secret<String> password, int size) {
    return PgBuilder.pool()
        .with(
            new PoolOptions()
                .setMaxSize(size)
                // The pool's own time limit reports failures of requests that were served.
                .setConnectionTimeout(0))
        .with(
            new NetClientOptions()
                .setConnectTimeout((int) CONNECT.toMillis())
                .setTcpKeepAlive(true))
        .connectingTo(endpoint.pgOptions(Owner.APP_ROLE, password))
        .using(vertx)
        .build();
  }

  /// A context on an event loop, whatever thread asks: a thread that Vert.x does not know gets one.
  private static Context loop(Vertx vertx) {
    FutureTask<Context> made = new FutureTask<>(vertx::getOrCreateContext);
    Thread.ofPlatform().daemon().name("storage-context").start(made);
    try {
      return made.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StorageException.retryable("interrupted while the storage was opened", e);
    } catch (ExecutionException e) {
      throw new AssertionError("a context is made without a condition", e);
    }
  }

  private void probe() {
    Session session = take(WAIT);
    try {
      Await.on(session.connection().query("SELECT 1").execute());
    } finally {
      giveBack(session);
    }
  }

  /// A session that is none of the pool's, for one that keeps it.
  Future<SqlConnection> beside() {
    Promise<SqlConnection> promise = Promise.promise();
    loop.runOnContext(_ -> aside.get().onComplete(promise));
    return promise.future();
  }

  /// Does something on the loop after so long.
  void later(long millis, Runnable work) {
    long _ = loop.owner().setTimer(millis, _ -> work.run());
  }

  /// Ends it with the pool.
  void endsWith(Lifeline line) {
    lifelines.add(line);
  }

  /// Whether a statement comes back within two seconds.
  public boolean answers() {
    Await.refuseEventLoop();
    try {
      Session session = take(PROBE);
      Future<?> answer = session.connection().query("SELECT 1").execute();
      try {
        Await.on(answer, PROBE);
      } finally {
        giveBackAfter(answer, session);
      }
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }

  /// A session within ten seconds.
  Session take() {
    return take(WAIT);
  }

  private Session take(Duration patience) {
    Await.refuseEventLoop();
    Promise<Session> promise = Promise.promise();
    boolean opens;
    synchronized (this) {
      Optional<Session> kept = kept();
      if (kept.isPresent()) {
        return kept.get();
      }
      opens = open < size;
      if (opens) {
        open++;
      } else {
        waiting.add(promise);
      }
    }
    if (opens) {
      open(promise);
    }
    Future<Session> wanted = promise.future();
    try {
      return Await.on(wanted, patience);
    } catch (RuntimeException e) {
      // One that comes later goes straight back.
      wanted.onSuccess(this::giveBack);
      throw e;
    }
  }

  /// The one that was given back last, so that few are used when few are wanted.
  private Optional<Session> kept() {
    if (closed) {
      throw StorageException.retryable("the storage is closed", new IllegalStateException());
    }
    for (Session session; (session = idle.pollLast()) != null; ) {
      if (!session.broken()) {
        return Optional.of(session);
      }
      session.close();
      open--;
    }
    return Optional.empty();
  }

  private void open(Promise<Session> promise) {
    loop.runOnContext(
        _ ->
            opener
                .getConnection()
                .onComplete(
                    connection -> promise.complete(new Session(connection, loop)),
                    failure -> {
                      Promise<Session> next = gone();
                      promise.fail(failure);
                      if (next != null) {
                        open(next);
                      }
                    }));
  }

  /// A place became free. Who waits gets a session of its own then, and its place is taken again.
  private synchronized @Nullable Promise<Session> gone() {
    Promise<Session> next = closed ? null : waiting.poll();
    if (next == null) {
      open--;
    }
    return next;
  }

  /// For the next transaction; a broken one is thrown away.
  void giveBack(Session session) {
    if (session.broken()) {
      session.close();
      Promise<Session> next = gone();
      if (next != null) {
        open(next);
      }
      return;
    }
    Promise<Session> next;
    synchronized (this) {
      next = waiting.poll();
      if (next == null) {
        idle.addLast(session);
      }
    }
    if (next != null) {
      next.complete(session);
    }
  }

  /// The same once it has answered what it was asked last, or has ended: nobody is lent a session
  /// that says nothing.
  void giveBackAfter(Future<?> last, Session session) {
    last.onComplete(_ -> giveBack(session));
  }

  /// Ends the sessions.
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    lifelines.forEach(Lifeline::close);
    Await.on(opener.close());
  }
}
