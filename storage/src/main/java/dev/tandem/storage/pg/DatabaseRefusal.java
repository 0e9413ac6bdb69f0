package dev.tandem.storage.pg;

import io.vertx.pgclient.PgException;

/// The database's error without the part that can quote stored values: state, constraint and table
/// stay, message and detail do not.
final class DatabaseRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DatabaseRefusal(PgException e) {
    super(
        "state "
            + e.getSqlState()
            + ", table "
            + e.getTable()
            + ", constraint "
            + e.getConstraint());
    setStackTrace(e.getStackTrace());
  }
}
