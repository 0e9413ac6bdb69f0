package dev.tandem.storage.pg;

import dev.tandem.storage.StorageException;
import dev.tandem.storage.pg.AppPool.Session;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Statements within one transaction, on one connection. Values are always parameters.
public final class Sql {
  private static final Logger LOG = LoggerFactory.getLogger(Sql.class);
  private static final int ATTEMPTS = 6;
  private static final Duration ROLLBACK = Duration.ofSeconds(5);

  private final AppPool pool;
  private final Optional<Session> session;
  private boolean failed;
  private boolean wrote;

  /// Without a session, each statement takes one for itself.
  private Sql(AppPool pool, Optional<Session> session) {
    this.pool = pool;
    this.session = session;
  }

  /// Single statements, each a transaction of its own.
  public static Sql alone(AppPool pool) {
    return new Sql(pool, Optional.empty());
  }

  /// One transaction that belongs to no workspace.
  public static <T> T transaction(AppPool pool, Function<Sql, T> work) {
    return transaction(pool, "BEGIN", work);
  }

  /// One transaction in which the rows of one workspace, and no other, are visible. The setting
  /// ends with the transaction, so a connection that goes back to the pool carries nothing over.
  public static <T> T inWorkspace(AppPool pool, UUID workspace, Function<Sql, T> work) {
    return transaction(pool, "BEGIN; SET LOCAL tandem.workspace = '" + workspace + "'", work);
  }

  private static <T> T transaction(AppPool pool, String begin, Function<Sql, T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return once(pool, begin, work);
      } catch (PgException e) {
        if (!PgTrouble.again(e)) {
          throw trouble(e);
        }
        if (attempt == ATTEMPTS) {
          throw StorageException.retryable("the database was too busy with conflicting work", e);
        }
      }
    }
  }

  private static StorageException trouble(PgException e) {
    String state = String.valueOf(e.getSqlState());
    if (PgTrouble.full(state)) {
      return StorageException.full(
          "the database takes no writes: there is no room on its disk, SQL state " + state,
          new DatabaseRefusal(e));
    }
    // Classes 08, 53 and 57: connection gone, out of resources, operator intervention.
    boolean retryable = state.startsWith("08") || state.startsWith("53") || state.startsWith("57");
    String message = "the database refused a statement, SQL state " + state;
    return retryable
        ? StorageException.retryable(message, new DatabaseRefusal(e))
        : StorageException.fatal(message, new DatabaseRefusal(e));
  }

  private static <T> T once(AppPool pool, String begin, Function<Sql, T> work) {
    Session session = pool.take();
    SqlConnection connection = session.connection();
    boolean done = false;
    try {
      // Not awaited: the first statement follows in the same round trip, and fails if this one did.
      Future<RowSet<Row>> begun = connection.query(begin).execute();
      Sql tx = new Sql(pool, Optional.of(session));
      T result = work.apply(tx);
      Await.on(begun);
      if (tx.failed) {
        throw new IllegalStateException(
            "a statement failed and the work went on; nothing would be committed");
      }
      Future<RowSet<Row>> committed = connection.query("COMMIT").execute();
      if (tx.wrote) {
        Await.on(committed);
      }
      done = true;
      return result;
    } finally {
      if (!done) {
        rollBack(connection);
      }
      pool.giveBack(session);
    }
  }

  /// Waits until nothing is left of the transaction, so that its locks are gone when the caller
  /// hears of the failure.
  private static void rollBack(SqlConnection connection) {
    try {
      Await.on(connection.query("ROLLBACK").execute(), ROLLBACK);
    } catch (RuntimeException e) {
      LOG.debug("the connection was lost or silent before the rollback");
    }
  }

  /// Runs a statement. Instants, byte arrays, enums and optionals are turned into what the driver
  /// wants.
  public RowSet<Row> run(String sql, Object... values) {
    // Of a transaction that only read, nobody has to hear that it was committed.
    wrote |= !sql.startsWith("SELECT ") || sql.contains(" FOR ");
    try {
      return session.map(mine -> on(mine, sql, values)).orElseGet(() -> alone(sql, values));
    } catch (PgException e) {
      failed = true;
      throw session.isPresent() ? e : trouble(e); // A transaction may still run again.
    } catch (RuntimeException e) {
      failed = true;
      throw e;
    }
  }

  private RowSet<Row> alone(String sql, Object... values) {
    Session mine = pool.take();
    try {
      return on(mine, sql, values);
    } finally {
      pool.giveBack(mine);
    }
  }

  private static RowSet<Row> on(Session session, String sql, Object... values) {
    return Await.on(session.connection().preparedQuery(sql).execute(tuple(values)));
  }

  public Optional<Row> one(String sql, Object... values) {
    Iterator<Row> rows = run(sql, values).iterator();
    return rows.hasNext() ? Optional.of(rows.next()) : Optional.empty();
  }

  public <T> Optional<T> one(String sql, Function<Row, T> read, Object... values) {
    return one(sql, values).map(read);
  }

  public <T> List<T> list(String sql, Function<Row, T> read, Object... values) {
    List<T> out = new ArrayList<>();
    for (Row row : run(sql, values)) {
      out.add(read.apply(row));
    }
    return out;
  }

  /// How many rows the statement changed.
  public int change(String sql, Object... values) {
    return run(sql, values).rowCount();
  }

  private static Tuple tuple(Object... values) {
    Tuple tuple = Tuple.tuple(new ArrayList<>(values.length));
    for (Object value : values) {
      add(tuple, value);
    }
    return tuple;
  }

  private static void add(Tuple tuple, Object value) {
    switch (value) {
      case Optional<?> optional ->
          optional.ifPresentOrElse(present -> add(tuple, present), () -> addNull(tuple));
      case OptionalInt number -> tuple.addValue(number.isPresent() ? number.getAsInt() : null);
      case OptionalLong number -> tuple.addValue(number.isPresent() ? number.getAsLong() : null);
      case Instant instant -> tuple.addOffsetDateTime(instant.atOffset(ZoneOffset.UTC));
      case byte[] bytes -> tuple.addBuffer(Buffer.buffer(bytes));
      case byte[][] list ->
          tuple.addValue(Arrays.stream(list).map(Buffer::buffer).toArray(Buffer[]::new));
      case Enum<?> constant -> tuple.addString(constant.name());
      default -> tuple.addValue(value);
    }
  }

  private static void addNull(Tuple tuple) {
    tuple.addValue(null);
  }

  public static byte[] bytes(Row row, String column) {
    return row.getBuffer(column).getBytes();
  }

  public static Optional<byte[]> maybeBytes(Row row, String column) {
    return Optional.ofNullable(row.getBuffer(column)).map(Buffer::getBytes);
  }

  public static Instant instant(Row row, String column) {
    return row.getOffsetDateTime(column).toInstant();
  }

  public static Optional<Instant> maybeInstant(Row row, String column) {
    return Optional.ofNullable(row.getOffsetDateTime(column)).map(time -> time.toInstant());
  }

  public static Optional<UUID> maybeId(Row row, String column) {
    return Optional.ofNullable(row.getUUID(column));
  }

  public static Optional<String> maybeText(Row row, String column) {
    return Optional.ofNullable(row.getString(column));
  }
}
