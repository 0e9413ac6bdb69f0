package dev.tandem.storage.pg;

import dev.tandem.storage.StorageException;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/// What the database's errors mean to us. Messages name the SQL state only: a server's detail can
/// quote values.
final class PgTrouble {
  /// serialization_failure, deadlock_detected.
  private static final Set<String> AGAIN = Set.of("40001", "40P01");

  /// read_only_sql_transaction, which is how [DiskReserve] says it, and disk_full.
  private static final Set<String> FULL = Set.of("25006", "53100");

  private PgTrouble() {}

  /// Whether the same transaction may simply run again.
  static boolean again(Throwable failure) {
    return failure instanceof PgException pg && AGAIN.contains(pg.getSqlState());
  }

  /// Whether nothing can be written for want of room.
  static boolean full(String sqlState) {
    return FULL.contains(sqlState);
  }

  static boolean wrongPassword(Throwable failure) {
    return failure instanceof PgException pg
        && ("28P01".equals(pg.getSqlState()) || "28000".equals(pg.getSqlState()));
  }

  static RuntimeException translate(Throwable failure) {
    return switch (failure) {
      case PgException pg -> pg;
      case StorageException known -> known;
      case VertxException away -> StorageException.retryable("the database did not answer", away);
      case TimeoutException late -> StorageException.retryable("the database is too busy", late);
      case IOException away -> StorageException.retryable("the database is not reachable", away);
      case RuntimeException bug -> bug;
      default -> StorageException.retryable("the database did not answer", failure);
    };
  }
}
