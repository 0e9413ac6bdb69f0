package dev.tandem.storage.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.Page;
import dev.tandem.storage.SharedStorage;
import dev.tandem.storage.Storage;
import dev.tandem.storage.search.Hit;
import dev.tandem.storage.search.SegmentMerge;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: once texts are merged into segments they are found as before: each once, newest first,
/// across segments and tail, page by page. Method: more than two segments' worth of texts in a real
/// database; the merge is called by hand, and whatever the upkeep merged itself is as well.
@ExtendWith(SharedStorage.class)
final class TextIsFoundInSegmentsTest {
  private static final int TEXTS = 9_000;

  private final TextFixture texts;

  TextIsFoundInSegmentsTest(Storage storage) {
    texts = new TextFixture(storage);
    for (int from = 0; from < TEXTS; from += 1_000) {
      List<NewMessage> batch = new ArrayList<>();
      for (int i = from; i < from + 1_000; i++) {
        batch.add(texts.outbound(text(i)));
      }
      texts.storage.inWorkspace(texts.workspace, tx -> texts.messages.appendAll(tx, batch));
    }
  }

  /// Every text has `common`; `seldom` is in every thousandth, `once` in one.
  private static String text(int number) {
    return "common text n"
        + number
        + (number % 1_000 == 500 ? " seldom" : "")
        + (number % 2 == 0 ? " even" : "")
        + (number == 77 ? " once call 202-555-0142" : "");
  }

  private void merge() {
    SegmentMerge merge = new SegmentMerge();
    while (count("search_segment") < TEXTS / 4_096) {
      texts.storage.inWorkspace(texts.workspace, merge::merge);
    }
  }

  private long count(String table) {
    return texts.storage.inWorkspace(
        texts.workspace,
        tx ->
            tx.sql()
                .one("SELECT count(*) AS rows FROM tenant." + table)
                .orElseThrow()
                .getLong("rows"));
  }

  private Page<Hit<Message>> page(String query, Optional<String> cursor, int limit) {
    return texts.storage.inWorkspace(
        texts.workspace, tx -> texts.messages.search(tx, query, cursor, limit));
  }

  private List<Long> numbers(String query, int pages) {
    List<Long> found = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    for (int i = 0; i < pages && (i == 0 || cursor.isPresent()); i++) {
      Page<Hit<Message>> page = page(query, cursor, 100);
      page.items().forEach(hit -> found.add(hit.found().seq()));
      cursor = page.nextCursor();
    }
    return found;
  }

  @Test
  void as_it_was_found_before() {
    List<String> queries =
        List.of("common", "seldom", "comm even", "seldom common", "n8999", "0142");
    List<List<Long>> before = queries.stream().map(query -> numbers(query, 3)).toList();
    merge();
    assertEquals(TEXTS % 4_096, count("search_tail"));
    assertEquals(before, queries.stream().map(query -> numbers(query, 3)).toList());
    assertEquals(List.of(78L), numbers("once", 1));
    assertTrue(numbers("seldom once", 1).isEmpty());
  }

  @Test
  void every_page_of_every_text_once() {
    merge();
    List<Long> all = numbers("common", Integer.MAX_VALUE);
    assertEquals(TEXTS, all.stream().distinct().count());
    assertEquals(TEXTS, all.size());
    assertEquals(
        all.stream().sorted((a, b) -> Long.compare(b, a)).toList().getFirst(), all.getFirst());
    List<Long> even = numbers("even", Integer.MAX_VALUE);
    assertEquals(TEXTS / 2, even.size());
  }

  @Test
  void what_is_written_later_comes_first() {
    merge();
    texts.append(texts.outbound("common and late"));
    assertEquals(TEXTS + 1, numbers("common", 1).getFirst());
    boolean more = texts.storage.inWorkspace(texts.workspace, tx -> new SegmentMerge().merge(tx));
    assertFalse(more);
  }
}
