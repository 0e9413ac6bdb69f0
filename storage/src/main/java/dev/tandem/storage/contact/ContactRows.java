package dev.tandem.storage.contact;

import dev.tandem.storage.Tenant;
import dev.tandem.storage.keys.KeyClass;
import dev.tandem.storage.keys.SealedColumn;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.seal.Personal;
import dev.tandem.storage.search.SearchIndex;
import dev.tandem.storage.search.SearchKind;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// Rows of contacts, sealed and opened, and the indexes that find them.
final class ContactRows {
  static final SealedColumn CONTENT = new SealedColumn("contact", "content", KeyClass.ACCOUNT);
  static final SealedColumn RESOURCE = new SealedColumn("contact", "resource", KeyClass.ACCOUNT);
  static final SearchIndex SEARCHED = new SearchIndex(SearchKind.CONTACT);

  /// Contacts that are there; conditions follow with `AND`.
  static final String LIVE =
      """
      SELECT c.id, c.content, c.resource, c.photo_id, c.version, c.seq, c.created_at, c.changed_at,
             c.changed_by, c.changed_with
      FROM tenant.contact c WHERE c.deleted_at IS NULL
      """;

  private ContactRows() {}

  static Contact read(Tenant tx, Row row) {
    UUID id = row.getUUID("id");
    ContactContent content =
        ContactContent.of(tx.vault().open(CONTENT, id, Sql.bytes(row, "content")));
    return new Contact(
        id,
        Personal.of(content.uid().isEmpty() ? Contact.ownUid(id) : content.uid()),
        Sql.maybeBytes(row, "resource")
            .map(bytes -> Personal.of(tx.vault().openText(RESOURCE, id, bytes))),
        Personal.of(content.card()),
        Sql.maybeId(row, "photo_id"),
        row.getLong("version"),
        row.getLong("seq"),
        Sql.instant(row, "created_at"),
        Sql.instant(row, "changed_at"),
        new Author(Sql.maybeId(row, "changed_by"), Sql.maybeId(row, "changed_with")));
  }

  /// The contact's content; its own UID is not written out.
  static ContactContent content(UUID id, String uid, ContactCard card) {
    return new ContactContent(uid.equals(Contact.ownUid(id)) ? "" : uid, card);
  }

  static Optional<byte[]> uidIndex(Tenant tx, UUID id, String uid) {
    return uid.equals(Contact.ownUid(id)) ? Optional.empty() : Optional.of(uidIndex(tx, uid));
  }

  static byte[] uidIndex(Tenant tx, String uid) {
    return tx.vault().index("contact_uid", uid);
  }

  static byte[] resourceIndex(Tenant tx, String resource) {
    return tx.vault().index("contact_resource", resource);
  }

  static byte[] numberIndex(Tenant tx, String e164) {
    return tx.vault().index("contact_number", e164);
  }

  static byte[] emailIndex(Tenant tx, String email) {
    return tx.vault().index("contact_email", email.strip().toLowerCase(Locale.ROOT));
  }

  /// Makes the contact findable by its numbers, e-mail addresses and words.
  static void index(Tenant tx, UUID id, Instant createdAt, ContactCard card) {
    indexed(
        tx,
        "INSERT INTO tenant.contact_number (workspace_id, contact_id, e164_index) SELECT $1, $2, unnest($3::bytea[])",
        id,
        card.numbers(),
        number -> numberIndex(tx, number));
    indexed(
        tx,
        "INSERT INTO tenant.contact_email (workspace_id, contact_id, email_index) SELECT $1, $2, unnest($3::bytea[])",
        id,
        emails(card),
        email -> emailIndex(tx, email));
    SEARCHED.add(tx, id, createdAt, searched(card));
  }

  static void unindex(Tenant tx, UUID id) {
    tx.sql().run("DELETE FROM tenant.contact_number WHERE contact_id = $1", id);
    tx.sql().run("DELETE FROM tenant.contact_email WHERE contact_id = $1", id);
    SEARCHED.remove(tx, id);
  }

  private static void indexed(
      Tenant tx, String sql, UUID id, List<String> values, Function<String, byte[]> index) {
    if (!values.isEmpty()) {
      tx.sql()
          .run(sql, tx.workspace().value(), id, values.stream().map(index).toArray(byte[][]::new));
    }
  }

  /// A card's addresses as they are compared, each once.
  private static List<String> emails(ContactCard card) {
    return card.emails().stream()
        .map(email -> email.value().strip().toLowerCase(Locale.ROOT))
        .distinct()
        .toList();
  }

  /// What is searched: the name, then a line for each number, then the rest, a line each.
  static String searched(ContactCard card) {
    List<String> lines = new ArrayList<>();
    lines.add(card.name().formatted());
    card.phones().forEach(phone -> lines.add(line(phone)));
    card.emails().forEach(email -> lines.add(email.value()));
    lines.add(card.name().nickname());
    lines.add(card.organisation().name());
    lines.add(card.organisation().department());
    lines.add(card.organisation().title());
    card.custom().forEach(field -> lines.add(field.value()));
    lines.add(card.notes());
    return String.join("\n", lines);
  }

  private static String line(Phone phone) {
    return phone.e164().isEmpty() ? phone.written() : phone.e164();
  }
}
