package dev.tandem.storage.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.Ids;
import dev.tandem.storage.Page;
import dev.tandem.storage.SharedStorage;
import dev.tandem.storage.Storage;
import dev.tandem.storage.contact.Author;
import dev.tandem.storage.contact.ContactCard;
import dev.tandem.storage.contact.Contacts;
import dev.tandem.storage.search.Highlight;
import dev.tandem.storage.search.Hit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: sealed texts and contacts are found by their words, newest first, in their own workspace,
/// as long as that wants it. Method: a real database; the index's rows are looked at as well.
@ExtendWith(SharedStorage.class)
final class TextIsFoundByItsWordsTest {
  private final TextFixture texts;

  TextIsFoundByItsWordsTest(Storage storage) {
    texts = new TextFixture(storage);
  }

  private void write(String... all) {
    for (String text : all) {
      texts.append(texts.inbound(text, Optional.empty()));
    }
  }

  private Page<Hit<Message>> page(String query, Optional<String> cursor, int limit) {
    return texts.storage.inWorkspace(
        texts.workspace, tx -> texts.messages.search(tx, query, cursor, limit));
  }

  private List<String> found(String query) {
    return page(query, Optional.empty(), 50).items().stream()
        .map(hit -> hit.found().text().value())
        .toList();
  }

  private long rows() {
    return texts.storage.inWorkspace(
        texts.workspace,
        tx ->
            tx.sql()
                .one(
                    """
                    SELECT (SELECT count(*) FROM tenant.search_word)
                      + (SELECT coalesce(sum(cardinality(words)), 0) FROM tenant.search_tail) AS rows
                    """)
                .orElseThrow()
                .getLong("rows"));
  }

  @Test
  void by_all_words_newest_first_with_highlights() {
    write("See you at the Café", "The café is closed", "Closed on Monday", "東京で会いましょう");
    assertEquals(List.of("The café is closed", "See you at the Café"), found("cafe"));
    assertEquals(List.of("The café is closed"), found("clos caf"));
    assertEquals(List.of("東京で会いましょう"), found("東京"));
    assertEquals(List.of(), found("nothing"));
    assertEquals(List.of(), found("!"));
    assertEquals(
        List.of(new Highlight(4, 8)),
        page("cafe", Optional.empty(), 1).items().getFirst().highlights());
  }

  @Test
  void page_by_page() {
    for (int i = 0; i < 23; i++) {
      write("parcel number " + i, "something else");
    }
    List<String> all = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      Page<Hit<Message>> page = page("parc", cursor, 5);
      page.items().forEach(hit -> all.add(hit.found().text().value()));
      cursor = page.nextCursor();
    } while (cursor.isPresent());
    assertEquals(23, all.size());
    assertEquals("parcel number 22", all.getFirst());
    assertEquals("parcel number 0", all.getLast());
    assertThrows(IllegalArgumentException.class, () -> page("parc", Optional.of("x"), 5));
  }

  @Test
  void a_repeat_and_a_rollback_index_nothing() {
    texts.append(texts.inbound("harbour", Optional.of("SM1")));
    long once = rows();
    texts.append(texts.inbound("lighthouse", Optional.of("SM1")));
    assertEquals(once, rows());
    assertThrows(
        IllegalStateException.class,
        () ->
            texts.storage.inWorkspace(
                texts.workspace,
                tx -> {
                  texts.messages.append(tx, texts.inbound("lighthouse", Optional.empty()));
                  throw new IllegalStateException("the rest failed");
                }));
    assertEquals(List.of(), found("lighthouse"));
    assertEquals(once, rows());
  }

  @Test
  void another_workspace_has_other_keys_and_sees_nothing() {
    write("confidential");
    TextFixture other = new TextFixture(texts.storage);
    assertEquals(
        List.of(),
        other
            .storage
            .inWorkspace(
                other.workspace,
                tx -> other.messages.search(tx, "confidential", Optional.empty(), 50))
            .items());
    other.append(other.inbound("confidential", Optional.empty()));
    assertFalse(indexes(texts).stream().anyMatch(indexes(other)::contains));
  }

  private static List<Long> indexes(TextFixture fixture) {
    return fixture.storage.inWorkspace(
        fixture.workspace,
        tx ->
            tx.sql()
                .list(
                    "SELECT unnest(words) AS word FROM tenant.search_tail",
                    row -> row.getLong("word")));
  }

  @Test
  void contacts_by_name_and_last_digits_follow_their_changes() {
    Contacts contacts = new Contacts();
    UUID id = Ids.next();
    texts.storage.inWorkspace(
        texts.workspace, tx -> contacts.create(tx, id, "Zoë Ångström", List.of("+12025550177")));
    assertTrue(contact("angs zoe") && contact("0177") && contact("+12025550177"));
    assertFalse(contact("0188"));
    texts.storage.inWorkspace(
        texts.workspace,
        tx ->
            contacts.replace(
                tx,
                id,
                ContactCard.of("Zoë Berg", List.of("+12025550188")),
                Optional.empty(),
                Author.NOBODY));
    assertTrue(contact("berg") && contact("0188"));
    assertFalse(contact("angs") || contact("0177"));
    texts.storage.inWorkspace(texts.workspace, tx -> contacts.delete(tx, id, Author.NOBODY));
    assertFalse(contact("zoe"));
    assertEquals(0, rows());
  }

  private boolean contact(String query) {
    return !texts
        .storage
        .inWorkspace(texts.workspace, tx -> new Contacts().search(tx, query, Optional.empty(), 50))
        .items()
        .isEmpty();
  }
}
