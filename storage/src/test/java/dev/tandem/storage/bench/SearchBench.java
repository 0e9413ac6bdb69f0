package dev.tandem.storage.bench;

import dev.tandem.storage.message.Messages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/// First pages of 20 hits in a million sealed messages, by words of every kind. There is no peer:
/// what pgbench could search is in the clear.
final class SearchBench implements Part {
  private static final int QUERIES = 150;
  private static final int HITS = 20;
  private static final double GOAL_MILLIS = 50;

  private final LoadedHistory history;
  private final Corpus corpus = new Corpus(77);
  private final Random random = new Random(13);

  SearchBench(LoadedHistory history) {
    this.history = history;
  }

  @Override
  public String name() {
    return "search";
  }

  @Override
  public void run(BenchDatabase database, Report report) throws Exception {
    BenchTexts texts = history.in(database, report);
    Map<String, Supplier<String>> kinds = new LinkedHashMap<>();
    kinds.put("a rare word", () -> word(5_000, Corpus.WORDS));
    kinds.put("a common word", () -> word(0, 20));
    kinds.put("a beginning of three letters", () -> start(word(200, 5_000), 3));
    kinds.put("two words", () -> word(0, 200) + " " + word(200, 5_000));
    kinds.put("two rare words", () -> word(5_000, Corpus.WORDS) + " " + word(5_000, Corpus.WORDS));
    kinds.put("the last four digits", () -> start(corpus.number().substring(10), 4));
    kinds.put("a whole number", corpus::number);
    kinds.put("a word that is nowhere", () -> "zyxw" + random.nextInt(1_000));
    long warm = 0;
    for (Supplier<String> kind : kinds.values()) {
      warm += times(database, texts, kind, 40).size();
    }
    report.note("search: " + warm + " queries to warm up");
    for (Map.Entry<String, Supplier<String>> kind : kinds.entrySet()) {
      List<Double> millis = times(database, texts, kind.getValue(), QUERIES);
      double p95 = Measured.quantile(millis, 0.95);
      report.goal("search, " + kind.getKey() + ", p95 ms", p95, "< 50", p95 < GOAL_MILLIS);
    }
  }

  private List<Double> times(
      BenchDatabase database, BenchTexts texts, Supplier<String> queries, int count) {
    Messages messages = new Messages();
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String query = queries.get();
      long start = System.nanoTime();
      int found =
          database
              .storage()
              .inWorkspace(
                  texts.workspace, tx -> messages.search(tx, query, Optional.empty(), HITS))
              .items()
              .size();
      if (found > HITS) {
        throw new AssertionError("a page has no more than was asked for");
      }
      millis.add((System.nanoTime() - start) / 1e6);
    }
    return millis;
  }

  private String word(int fromRank, int toRank) {
    return corpus.word(fromRank + random.nextInt(toRank - fromRank));
  }

  private static String start(String word, int letters) {
    return word.substring(0, Math.min(letters, word.length()));
  }
}
