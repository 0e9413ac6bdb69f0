package dev.tandem.storage.pg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.storage.Ids;
import dev.tandem.storage.seal.Secret;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: contacts of an installation of schema 3 are there after the upgrade, in the order they
/// were made in, and their rows are as isolated as before. Method: a server with schema 3, contacts
/// of two workspaces, then this program's migrations.
final class AddressBookOfSchemaThreeTest {

  @Test
  void contacts_get_their_places(@TempDir Path directory) throws SQLException {
    UUID acme = Ids.next();
    UUID other = Ids.next();
    try (EmbeddedServer server = EmbeddedServer.start(directory);
        Owner owner = Owner.connect(server.endpoint());
        Statement sql = owner.connection().createStatement()) {
      owner.makeAppRole(Secret.of("a password of this test alone"));
      Flyway.configure(Owner.class.getClassLoader())
          .dataSource(new OwnerDataSource(server.endpoint()))
          .schemas("system")
          .table("schema_history")
          .locations("classpath:db/migration")
          .target("3")
          .load()
          .migrate();
      assertEquals(3, owner.schemaVersion());
      sql.execute("ALTER TABLE tenant.contact NO FORCE ROW LEVEL SECURITY");
      for (UUID workspace : List.of(acme, other, acme, acme)) {
        sql.execute(
            "INSERT INTO tenant.contact (workspace_id, id, content, created_at) VALUES ('%s', '%s', '\\x00', now())"
                .formatted(workspace, Ids.next()));
      }
      sql.execute("ALTER TABLE tenant.contact FORCE ROW LEVEL SECURITY");

      owner.migrate();

      assertEquals(
          List.of("t"), read(sql, "SELECT bool_and(relforcerowsecurity)" + OF_ADDRESS_BOOK));
      sql.execute("ALTER TABLE tenant.contact NO FORCE ROW LEVEL SECURITY");
      sql.execute("ALTER TABLE tenant.address_book NO FORCE ROW LEVEL SECURITY");
      String seqs = "SELECT seq FROM tenant.contact WHERE workspace_id = '%s' ORDER BY id";
      assertEquals(List.of("1", "2", "3"), read(sql, seqs.formatted(acme)));
      assertEquals(List.of("1"), read(sql, seqs.formatted(other)));
      assertEquals(
          List.of("3", "1"),
          read(
              sql,
              "SELECT seq FROM tenant.address_book ORDER BY workspace_id = '%s' DESC"
                  .formatted(acme)));
      assertEquals(
          List.of("4"),
          read(
              sql,
              "SELECT count(*) FROM tenant.contact WHERE changed_at = created_at AND version = 1"));
    }
  }

  private static final String OF_ADDRESS_BOOK =
      """
       FROM pg_class WHERE relnamespace = 'tenant'::regnamespace AND relname IN
        ('contact', 'contact_version', 'contact_photo', 'contact_email', 'address_book')
      """;

  private static List<String> read(Statement sql, String query) throws SQLException {
    List<String> values = new ArrayList<>();
    try (ResultSet rows = sql.executeQuery(query)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
