package dev.tandem.storage.pg;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/// A dump of an embedded server that runs: every row of every table as `COPY` writes it, which is
/// what `pg_dump` writes too. Done as the superuser, whom row-level security does not hold.
public final class Dump {
  private static final int PORT_LINE = 3;

  private Dump() {}

  /// Writes it to `file`; returns how many tables there were.
  public static int write(Path dataDirectory, Path file) throws IOException, SQLException {
    String port =
        Files.readAllLines(PostmasterFile.in(dataDirectory.resolve("postgres"))).get(PORT_LINE);
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port.strip() + "/tandem",
                "postgres",
                ServerPasswords.read(dataDirectory).superuser().reveal());
        OutputStream out = Files.newOutputStream(file)) {
      List<String> tables = tables(connection);
      for (String table : tables) {
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut("COPY " + table + " TO STDOUT", out);
      }
      return tables.size();
    }
  }

  private static List<String> tables(Connection connection) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                SELECT oid::regclass FROM pg_class WHERE relkind = 'r'
                  AND relnamespace::regnamespace::text IN ('keys', 'system', 'tenant')
                """)) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }
}
