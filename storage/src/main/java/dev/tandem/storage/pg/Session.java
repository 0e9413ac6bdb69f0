package dev.tandem.storage.pg;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.internal.SqlConnectionInternal;
import java.util.Optional;
import java.util.function.Consumer;

/// One session at the database, lent until it is given back.
///
/// What is sent together leaves in one write: each write wakes the server's process and each of its
/// answers the loop, which costs as much as a small statement. Vert.x writes once a statement; a
/// handler of Netty's between both puts the writes of one turn of the loop together.
final class Session {
  private static final int WRITES_TOGETHER = 64;

  /// A statement and its values, with what begins its transaction when it is the first, and whom to
  /// tell of its answer while it commits when it is the last.
  record Statement(
      Optional<String> begin,
      String sql,
      Tuple values,
      Optional<Consumer<RowSet<Row>>> whileCommitting) {}

  private final SqlConnection connection;
  private final Context loop;
  private volatile boolean broken;

  /// To be called on the connection's loop.
  Session(SqlConnection connection, Context loop) {
    this.connection = connection;
    this.loop = loop;
    connection.closeHandler(_ -> broken = true);
    if (connection instanceof SqlConnectionInternal internal
        && internal.unwrap().unwrap() instanceof SocketConnectionBase socket) {
      ChannelHandlerContext vertx = socket.socket().channelHandlerContext();
      vertx
          .pipeline()
          .addBefore(vertx.name(), null, new FlushConsolidationHandler(WRITES_TOGETHER, true));
    }
  }

  SqlConnection connection() {
    return connection;
  }

  /// Whether the connection was lost.
  boolean broken() {
    return broken;
  }

  /// Sends a statement and what goes with it. Done with its answer when all are answered, or with
  /// the first failure.
  Future<RowSet<Row>> send(Statement statement) {
    if (statement.begin().isEmpty() && statement.whileCommitting().isEmpty()) {
      return query(statement);
    }
    Promise<RowSet<Row>> answer = Promise.promise();
    loop.runOnContext(
        _ -> {
          try {
            together(statement).onComplete(answer);
          } catch (RuntimeException e) {
            answer.fail(e);
          }
        });
    return answer.future();
  }

  private Future<RowSet<Row>> together(Statement statement) {
    Future<?> begun = statement.begin().map(this::plain).orElseGet(Future::succeededFuture);
    Future<RowSet<Row>> answer = query(statement);
    if (statement.whileCommitting().isEmpty()) {
      return begun.compose(_ -> answer);
    }
    // The server answers the statement before it lets go of the statement's locks.
    Future<RowSet<Row>> told = answer.onSuccess(statement.whileCommitting().get()::accept);
    Future<?> committed = plain("COMMIT");
    // Of a refusal too the caller hears when the transaction is over and its locks are gone.
    return begun
        .compose(_ -> told)
        .transform(
            result ->
                result.succeeded()
                    ? committed.map(result.result())
                    : committed.transform(_ -> Future.failedFuture(result.cause())));
  }

  private Future<RowSet<Row>> query(Statement statement) {
    return connection.preparedQuery(statement.sql()).execute(statement.values());
  }

  private Future<?> plain(String sql) {
    return connection.query(sql).execute();
  }

  void close() {
    connection.close();
  }
}
