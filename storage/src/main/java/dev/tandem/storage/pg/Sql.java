package dev.tandem.storage.pg;

import dev.tandem.storage.StorageException;
import dev.tandem.storage.pg.Session.Statement;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
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
import java.util.function.Consumer;
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

  /// Begins the transaction, until its first statement is sent.
  private Optional<String> begin;

  private boolean failed;
  private boolean wrote;
  private boolean ended;

  /// Without a session, each statement takes one for itself.
  private Sql(AppPool pool, Optional<Session> session, Optional<String> begin) {
    this.pool = pool;
    this.session = session;
    this.begin = begin;
  }

  /// Single statements, each a transaction of its own.
  public static Sql alone(AppPool pool) {
    return new Sql(pool, Optional.empty(), Optional.empty());
  }

  /// One transaction that belongs to no workspace.
  public static <T> T transaction(AppPool pool, Function<Sql, T> work) {
    return transaction(pool, "BEGIN", work);
  }

  /// The same, whose commit waits for no disk. A crash of the server may forget it; then all that
  /// was committed later is forgotten with it, because the log is written in order.
  public static <T> T unflushed(AppPool pool, Function<Sql, T> work) {
    return transaction(pool, "BEGIN; SET LOCAL synchronous_commit = off", work);
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
    Sql tx = new Sql(pool, Optional.of(session), Optional.of(begin));
    Future<?> last = Future.succeededFuture();
    try {
      T result = work.apply(tx);
      if (tx.failed) {
        throw new IllegalStateException(
            "a statement failed and the work went on; nothing would be committed");
      }
      tx.commit(session);
      return result;
    } finally {
      if (tx.open()) {
        last = rollBack(session);
      }
      pool.giveBackAfter(last, session);
    }
  }

  /// Whether it has begun and not ended.
  private boolean open() {
    return begin.isEmpty() && !ended;
  }

  private void commit(Session session) {
    if (!open()) {
      return;
    }
    Future<RowSet<Row>> committed = session.connection().query("COMMIT").execute();
    if (wrote) {
      Await.on(committed);
    }
    ended = true;
  }

  /// Waits until nothing is left of the transaction, so that its locks are gone when the caller
  /// hears of the failure.
  private static Future<?> rollBack(Session session) {
    Future<?> rolledBack = session.connection().query("ROLLBACK").execute();
    try {
      Await.on(rolledBack, ROLLBACK);
    } catch (RuntimeException e) {
      LOG.debug("the connection was lost or silent before the rollback");
    }
    return rolledBack;
  }

  /// Whether it was committed with its last statement.
  public boolean ended() {
    return ended;
  }

  /// Runs a statement. Instants, byte arrays, enums and optionals are turned into what the driver
  /// wants.
  public RowSet<Row> run(String sql, Object... values) {
    // Of a transaction that only read, nobody has to hear that it was committed.
    wrote |= !sql.startsWith("SELECT ") || sql.contains(" FOR ");
    return answered(new Statement(begin, sql, tuple(values), Optional.empty()));
  }

  /// Runs the transaction's last statement and commits, in one round trip. So it has to fail by
  /// itself when it finds something amiss; then nothing is committed. `answered` is told on the
  /// event loop, as a rule before anybody hears of what waited for this transaction's locks.
  public RowSet<Row> runLast(Consumer<RowSet<Row>> answered, String sql, Object... values) {
    if (session.isEmpty()) {
      throw new IllegalStateException("a statement that is alone commits by itself");
    }
    try {
      RowSet<Row> rows = answered(new Statement(begin, sql, tuple(values), Optional.of(answered)));
      ended = true;
      return rows;
    } catch (PgException refused) {
      ended = true; // What commits after a refusal rolls back.
      throw refused;
    }
  }

  private RowSet<Row> answered(Statement statement) {
    if (ended) {
      throw new IllegalStateException("the transaction has ended");
    }
    begin = Optional.empty();
    try {
      return session.map(mine -> Await.on(mine.send(statement))).orElseGet(() -> alone(statement));
    } catch (PgException e) {
      failed = true;
      throw session.isPresent() ? e : trouble(e); // A transaction may still run again.
    } catch (RuntimeException e) {
      failed = true;
      throw e;
    }
  }

  private RowSet<Row> alone(Statement statement) {
    Session mine = pool.take();
    try {
      return Await.on(mine.send(statement));
    } finally {
      pool.giveBack(mine);
    }
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
