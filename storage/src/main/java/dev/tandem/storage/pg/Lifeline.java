package dev.tandem.storage.pg;

import dev.tandem.storage.StorageException;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A number that a process holds at the database for as long as it lives: an advisory lock of a
/// session that does nothing else. Whoever can take the lock knows that its holder has ended, also
/// when it was killed. A host that is gone is noticed after 25 s, by the keep-alive of its session.
///
/// A session that is lost is opened anew, tried each second. Who asks in between takes the holder
/// for ended.
public final class Lifeline implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lifeline.class);
  private static final long AGAIN_MILLIS = 1_000;
  private static final String SOON =
      "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3";

  private final AppPool pool;
  private final long number;

  // Guarded by this.
  private @Nullable SqlConnection session;
  private boolean closed;

  private Lifeline(AppPool pool, long number) {
    this.pool = pool;
    this.number = number;
  }

  /// Holds `number`, which nobody else may use. Blocks until it is held.
  ///
  /// @throws StorageException when the database cannot be reached
  public static Lifeline hold(AppPool pool, long number) {
    Lifeline line = new Lifeline(pool, number);
    try {
      Await.on(line.open());
    } catch (RuntimeException e) {
      // One that comes later is closed at once.
      line.close();
      throw e;
    }
    pool.endsWith(line);
    return line;
  }

  /// What is held.
  public long number() {
    return number;
  }

  private Future<Void> open() {
    return pool.beside()
        .compose(
            connection ->
                connection
                    .query(SOON + "; SELECT pg_advisory_lock(" + number + ")")
                    .execute()
                    .onFailure(_ -> connection.close())
                    .map(_ -> connection))
        .map(this::opened);
  }

  private synchronized Void opened(SqlConnection connection) {
    if (closed) {
      connection.close();
    } else {
      session = connection;
      connection.closeHandler(_ -> lost());
    }
    return null;
  }

  private synchronized void lost() {
    if (!closed) {
      session = null;
      LOG.warn("The session that tells other gateways of this one is lost; it is opened again");
      again();
    }
  }

  private void again() {
    pool.later(AGAIN_MILLIS, this::reopen);
  }

  private synchronized void reopen() {
    if (!closed) {
      open().onFailure(_ -> again());
    }
  }

  /// Lets go of the number. Blocks.
  @Override
  public void close() {
    SqlConnection open;
    synchronized (this) {
      closed = true;
      open = session;
      session = null;
    }
    if (open != null) {
      try {
        Await.on(open.close());
      } catch (RuntimeException e) {
        LOG.debug("a session that does not close is gone anyway");
      }
    }
  }
}
