package dev.tandem.storage.contact;

import dev.tandem.storage.Change;
import dev.tandem.storage.Cursor;
import dev.tandem.storage.Page;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.keys.KeyClass;
import dev.tandem.storage.keys.SealedColumn;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.seal.Personal;
import dev.tandem.storage.search.Hit;
import dev.tandem.storage.search.SearchIndex;
import dev.tandem.storage.search.SearchKind;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The contacts of a workspace.
public final class Contacts {
  private static final SealedColumn CONTENT =
      new SealedColumn("contact", "content", KeyClass.ACCOUNT);
  private static final String INDEX = "contact_number";
  private static final SearchIndex SEARCHED = new SearchIndex(SearchKind.CONTACT);
  private static final String COLUMNS =
      "SELECT c.id, c.content, c.created_at FROM tenant.contact c ";

  /// `id` is the caller's ([dev.tandem.storage.Ids#next()]).
  public Contact create(Tenant tx, UUID id, String name, List<String> numbers) {
    tx.sql()
        .run(
            "INSERT INTO tenant.contact (workspace_id, id, content, created_at) VALUES ($1, $2, $3, $4)",
            tx.workspace().value(),
            id,
            sealed(tx, id, name, numbers),
            tx.now());
    index(tx, id, numbers);
    SEARCHED.add(tx, id, tx.now(), searched(name, numbers));
    tx.announce(new Change.ContactChanged(tx.workspace(), id));
    return new Contact(id, Personal.of(name), Personal.of(List.copyOf(numbers)), tx.now());
  }

  public Optional<Contact> find(Tenant tx, UUID id) {
    return tx.sql().one(COLUMNS + "WHERE c.id = $1", row -> read(tx, row), id);
  }

  /// Newest first.
  public Page<Contact> page(Tenant tx, Optional<String> cursor, int limit) {
    int rows = Page.limit(limit);
    UUID before = cursor.map(Cursor::parse).orElse(Cursor.START).id();
    List<Contact> found =
        tx.sql()
            .list(
                COLUMNS + "WHERE c.id < $1 ORDER BY c.id DESC LIMIT $2",
                row -> read(tx, row),
                before,
                rows + 1);
    return Page.cut(found, rows, last -> new Cursor(last.createdAt(), last.id()).text());
  }

  /// Replaces name and numbers. False when there is no such contact.
  public boolean update(Tenant tx, UUID id, String name, List<String> numbers) {
    Optional<Instant> createdAt =
        tx.sql()
            .one(
                "UPDATE tenant.contact SET content = $2 WHERE id = $1 RETURNING created_at",
                row -> Sql.instant(row, "created_at"),
                id,
                sealed(tx, id, name, numbers));
    if (createdAt.isEmpty()) {
      return false;
    }
    SEARCHED.remove(tx, id);
    SEARCHED.add(tx, id, createdAt.get(), searched(name, numbers));
    tx.sql().run("DELETE FROM tenant.contact_number WHERE contact_id = $1", id);
    index(tx, id, numbers);
    tx.announce(new Change.ContactChanged(tx.workspace(), id));
    return true;
  }

  public boolean delete(Tenant tx, UUID id) {
    boolean deleted = tx.sql().change("DELETE FROM tenant.contact WHERE id = $1", id) == 1;
    if (deleted) {
      SEARCHED.remove(tx, id);
      tx.announce(new Change.ContactChanged(tx.workspace(), id));
    }
    return deleted;
  }

  /// Contacts with all words of the query in their name, or a number with these last digits; newest
  /// first. Highlights count in the name, and behind it in a line for each number.
  public Page<Hit<Contact>> search(Tenant tx, String query, Optional<String> cursor, int limit) {
    return SEARCHED.find(
        tx,
        query,
        cursor,
        limit,
        ids -> findAll(tx, ids),
        contact -> searched(contact.name().value(), contact.numbers().value()));
  }

  private static Map<UUID, Contact> findAll(Tenant tx, List<UUID> ids) {
    return tx
        .sql()
        .list(
            COLUMNS + "WHERE c.id = ANY($1)",
            row -> read(tx, row),
            (Object) ids.toArray(UUID[]::new))
        .stream()
        .collect(Collectors.toMap(Contact::id, Function.identity()));
  }

  private static String searched(String name, List<String> numbers) {
    return name + "\n" + String.join("\n", numbers);
  }

  /// Whose number this is; the contact that was made first, when several have it.
  public Optional<Contact> byNumber(Tenant tx, String e164) {
    return Optional.ofNullable(byNumbers(tx, List.of(e164)).get(e164));
  }

  /// The contacts of many numbers in one go, for lists. Numbers of nobody are left out.
  public Map<String, Contact> byNumbers(Tenant tx, Collection<String> e164s) {
    Map<String, Contact> found = new HashMap<>();
    if (e164s.isEmpty()) {
      return found;
    }
    List<Contact> contacts =
        tx.sql()
            .list(
                COLUMNS
                    + """
                    WHERE c.id IN (SELECT n.contact_id FROM tenant.contact_number n WHERE n.e164_index = ANY($1))
                    ORDER BY c.id
                    """,
                row -> read(tx, row),
                (Object)
                    e164s.stream()
                        .map(e164 -> tx.vault().index(INDEX, e164))
                        .toArray(byte[][]::new));
    for (Contact contact : contacts) {
      for (String number : contact.numbers().value()) {
        if (e164s.contains(number)) {
          found.putIfAbsent(number, contact);
        }
      }
    }
    return found;
  }

  private static byte[] sealed(Tenant tx, UUID id, String name, List<String> numbers) {
    return tx.vault().seal(CONTENT, id, new ContactContent(name, numbers).bytes());
  }

  private static void index(Tenant tx, UUID id, List<String> numbers) {
    for (String number : numbers.stream().distinct().toList()) {
      tx.sql()
          .run(
              "INSERT INTO tenant.contact_number (workspace_id, contact_id, e164_index) VALUES ($1, $2, $3)",
              tx.workspace().value(),
              id,
              tx.vault().index(INDEX, number));
    }
  }

  private static Contact read(Tenant tx, Row row) {
    UUID id = row.getUUID("id");
    ContactContent content =
        ContactContent.of(tx.vault().open(CONTENT, id, Sql.bytes(row, "content")));
    return new Contact(
        id,
        Personal.of(content.name()),
        Personal.of(content.numbers()),
        Sql.instant(row, "created_at"));
  }
}
