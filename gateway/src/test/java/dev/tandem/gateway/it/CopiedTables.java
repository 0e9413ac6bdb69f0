package dev.tandem.gateway.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// What `pg_dump` would write of a running embedded server: every row of every table by `COPY`, as
/// the superuser, whom row-level security does not hold.
final class CopiedTables {
  private static final int PORT_LINE = 3;

  private CopiedTables() {}

  /// Writes a file a table into `directory`; returns how many.
  static int write(Path data, Path directory) throws IOException, SQLException {
    String port = Files.readAllLines(data.resolve("postgres/postmaster.pid")).get(PORT_LINE);
    String password = Files.readAllLines(data.resolve("postgres.passwords")).getFirst();
    Files.createDirectories(directory);
    List<String> tables = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port.strip() + "/tandem", "postgres", password);
        Statement statement = connection.createStatement()) {
      try (ResultSet rows =
          statement.executeQuery(
              """
              SELECT oid::regclass FROM pg_class WHERE relkind = 'r'
                AND relnamespace::regnamespace::text IN ('keys', 'system', 'tenant')
              """)) {
        while (rows.next()) {
          tables.add(rows.getString(1));
        }
      }
      for (String table : tables) {
        statement.execute("COPY " + table + " TO '" + directory.resolve(table) + "'");
      }
    }
    return tables.size();
  }
}
