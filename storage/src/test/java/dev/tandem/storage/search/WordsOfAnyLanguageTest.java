package dev.tandem.storage.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Goal: what people type finds what people wrote, in their language. Method: pairs of text and
/// query; the pure core only.
final class WordsOfAnyLanguageTest {

  private static List<String> words(String text) {
    return Words.of(text).stream().map(Word::folded).toList();
  }

  private static boolean finds(String text, String query) {
    SearchTerms terms = SearchTerms.of(query).orElseThrow();
    boolean looked = SearchTerms.indexed(text).containsAll(terms.lookedUp());
    boolean matched = terms.match(text).isPresent();
    assertTrue(looked || !matched, "what matches is looked up");
    return matched;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Call me at the Café tomorrow | cafe",
        "Call me at the cafe tomorrow | CAFÉ tom",
        "Die Straße ist gesperrt | STRASSE",
        "Ελληνικός λόγος | ΛΟΓΟΣ",
        "İstanbul'da görüşürüz | istanbul",
        "Smørrebrød og øl | smorrebrod",
        "Привет, Ёлка! | елка",
        "שָׁלוֹם לכולם | שלום",
        "مُحَمَّد هنا | محمد",
        "नमस्ते दुनिया | नमस्ते",
        "don’t panic | dont",
        "don't panic | don’t",
        "ﬁne print | fine",
        "ＡＢＣ wide | abc",
        "東京都に行きます | 東京",
        "東京都に行きます | 京都に",
        "東京都に行きます | 行",
        "한국어를 배워요 | 국어",
        "สวัสดีครับ | สวัสดี",
        "mixed 東京tower | tower",
        "order A1234-77 shipped | a1234",
        "invoice 20261121 | 1121",
        "I agree | i",
        "𠮷野家で待つ | 𠮷野家",
      })
  void found(String text, String query) {
    assertTrue(finds(text, query));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Call me at the Café tomorrow | afe",
        "Call me tomorrow | call you",
        "東京都 | 都東",
        "かき | がき",
        "invoice | i",
        "harbour | harbours",
        "order 4417 | 417 4",
        "+1 202 555 0123 | 0124",
      })
  void not_found(String text, String query) {
    assertFalse(finds(text, query));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ring +1 (202) 555-0123 today | 0123",
        "ring +1 (202) 555-0123 today | 55 0123",
        "ring +1 (202) 555-0123 today | +12025550123",
        "ring 202.555.0123 today | +1 202 555 0123",
        "ring +44 20 7946 0958 | 79460958",
      })
  void numbers_by_their_last_digits(String text, String query) {
    assertTrue(finds(text, query));
  }

  @Test
  void a_word_is_kept_as_few_beginnings() {
    assertEquals(Set.of("wtomorr", "wtomo", "wtom", "wto"), SearchTerms.indexed("Tomorrow"));
    assertEquals(Set.of("wok"), SearchTerms.indexed("ok OK Ok"));
    assertEquals(List.of("w東", "w京", "w東京").size(), SearchTerms.indexed("東京").size());
  }

  @Test
  void highlights_count_in_utf_16_and_melt_together() {
    assertEquals(
        List.of(new Highlight(3, 7), new Highlight(8, 16)),
        SearchTerms.of("tomorrow cafe").orElseThrow().match("😀 Café Tomorrow").orElseThrow());
    assertEquals(
        List.of(new Highlight(0, 3)),
        SearchTerms.of("東京都").orElseThrow().match("東京都に").orElseThrow());
  }

  @Test
  void a_query_of_nothing_is_nothing() {
    for (String query : List.of("", "  ", "!?", "😀", "'")) {
      assertTrue(SearchTerms.of(query).isEmpty(), query);
    }
  }

  @Test
  void a_long_text_has_a_limit() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 50_000; i++) {
      text.append(Integer.toString(i * 7919, 36)).append(' ');
    }
    assertTrue(SearchTerms.indexed(text.toString()).size() <= SearchTerms.MAX_INDEXED);
    assertEquals(List.of("a", "b"), words("a, b"));
  }
}
