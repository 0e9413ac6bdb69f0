package dev.tandem.storage.pg;

import dev.tandem.storage.StorageException;
import dev.tandem.storage.seal.Secret;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.PGConnection;

/// The schema's owner at start-up: looks at what is there, then brings it up to date. The gateway
/// does its work as another role, which owns nothing.
public final class Owner implements AutoCloseable {
  /// The newest migration of this program.
  public static final int SCHEMA = 35;

  static final String APP_ROLE = "tandem_app";
  private static final int OLDEST_SERVER = 16;

  private final Endpoint endpoint;
  private final Connection connection;

  private Owner(Endpoint endpoint, Connection connection) {
    this.endpoint = endpoint;
    this.connection = connection;
  }

  public static Owner connect(Endpoint endpoint) {
    try {
      Connection connection =
          DriverManager.getConnection(endpoint.jdbcUrl(), endpoint.jdbcProperties());
      Owner owner = new Owner(endpoint, connection);
      owner.refuseOldServer();
      return owner;
    } catch (SQLException e) {
      throw StorageException.retryable(
          "cannot reach the database at "
              + endpoint.host()
              + ":"
              + endpoint.port()
              + " as "
              + endpoint.owner()
              + ", SQL state "
              + e.getSQLState(),
          e);
    }
  }

  private void refuseOldServer() throws SQLException {
    int major = connection.getMetaData().getDatabaseMajorVersion();
    if (major < OLDEST_SERVER) {
      connection.close();
      throw StorageException.fatal(
          "the database is PostgreSQL " + major + "; Tandem needs " + OLDEST_SERVER + " or newer");
    }
  }

  public Connection connection() {
    return connection;
  }

  /// The version of the schema in the database, 0 when there is none. A newer one than this
  /// program's is refused before anything is touched.
  public int schemaVersion() {
    int version = readVersion();
    if (version > SCHEMA) {
      throw StorageException.fatal(
          "the database was written by a newer Tandem (schema "
              + version
              + ", this program knows "
              + SCHEMA
              + "). Start that version, or restore a backup from before the upgrade; nothing was"
              + " changed");
    }
    return version;
  }

  private int readVersion() {
    try (Statement statement = connection.createStatement()) {
      try (ResultSet found =
          statement.executeQuery("SELECT to_regclass('system.schema_history') IS NOT NULL")) {
        if (!found.next() || !found.getBoolean(1)) {
          return 0;
        }
      }
      try (ResultSet version =
          statement.executeQuery(
              "SELECT coalesce(max(version::int), 0) FROM system.schema_history WHERE success AND"
                  + " version IS NOT NULL")) {
        return version.next() ? version.getInt(1) : 0;
      }
    } catch (SQLException e) {
      throw trouble("cannot read the schema's version", e);
    }
  }

  /// Makes the application role when it is missing. The password travels as a SCRAM verifier.
  public void makeAppRole(Secret<String> password) {
    try {
      boolean exists;
      try (PreparedStatement query =
          connection.prepareStatement("SELECT 1 FROM pg_roles WHERE rolname = ?")) {
        query.setString(1, APP_ROLE);
        try (ResultSet rows = query.executeQuery()) {
          exists = rows.next();
        }
      }
      if (!exists) {
        try (Statement create = connection.createStatement()) {
          create.execute("CREATE ROLE " + APP_ROLE + " LOGIN");
        }
      }
      setAppPassword(password);
    } catch (SQLException e) {
      throw trouble(
          "cannot make the role " + APP_ROLE + "; the owner needs the right CREATEROLE", e);
    }
  }

  /// Gives the application role the password that belongs to this installation.
  public void setAppPassword(Secret<String> password) {
    try {
      connection
          .unwrap(PGConnection.class)
          .alterUserPassword(APP_ROLE, password.reveal().toCharArray(), "scram-sha-256");
    } catch (SQLException e) {
      throw trouble("cannot set the password of the role " + APP_ROLE, e);
    }
  }

  /// Brings the schema up to date.
  public void migrate() {
    try {
      Flyway.configure(Owner.class.getClassLoader())
          .dataSource(new OwnerDataSource(endpoint))
          .schemas("system")
          .table("schema_history")
          .locations("classpath:db/migration")
          .validateMigrationNaming(true)
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw StorageException.fatal("cannot bring the database's schema up to date", e);
    }
  }

  public static StorageException trouble(String what, SQLException e) {
    return StorageException.fatal(what + " (SQL state " + e.getSQLState() + ")", e);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw trouble("cannot end the owner's session", e);
    }
  }
}
