package dev.tandem.messaging.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

/// Goal: a sender's texts leave as fast as the carrier takes them and no faster, in the order they
/// came, and a queue of any length is looked at about twice a text. Method: a simulated queue whose
/// clock jumps from one due text to the next.
class PaceKeepsToTheCarriersRateTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private record Text(int number, int segments, Instant due, boolean waited) {}

  private record Left(int number, int segments, Instant at) {}

  private final Pace pace = new Pace();
  private int asked;

  /// Lets the texts leave; each is asked for again when it was told to come.
  private List<Left> drain(List<Text> texts, double perSecond) {
    PriorityQueue<Text> queue =
        new PriorityQueue<>(Comparator.comparing(Text::due).thenComparing(Text::number));
    queue.addAll(texts);
    List<Left> left = new ArrayList<>();
    while (!queue.isEmpty()) {
      Text text = queue.remove();
      asked++;
      Optional<Instant> later =
          pace.take("a", text.segments(), perSecond, text.due(), text.waited());
      if (later.isPresent()) {
        assertTrue(later.get().isAfter(text.due()), "no text is asked for again at once");
        queue.add(new Text(text.number(), text.segments(), later.get(), true));
      } else {
        left.add(new Left(text.number(), text.segments(), text.due()));
      }
    }
    return left;
  }

  private static List<Text> atOnce(int count, int segments) {
    List<Text> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(new Text(i, segments, START, false));
    }
    return texts;
  }

  @Test
  void aBurstLeavesAtOnceAndTheRestAtTheRate() {
    List<Left> left = drain(atOnce(1_000, 1), 2);
    assertEquals(
        Pace.BURST_SEGMENTS, left.stream().filter(text -> text.at().equals(START)).count());
    Duration took = Duration.between(START, left.getLast().at());
    assertEquals((1_000 - Pace.BURST_SEGMENTS) / 2.0, took.toMillis() / 1_000.0, 0.2);
    assertTrue(asked < 2_100, asked + " looks for 1,000 texts");
  }

  @Test
  void inNoWindowMoreThanTheRateAndABurst() {
    List<Left> left = drain(atOnce(300, 3), 1);
    for (int from = 0; from < left.size(); from++) {
      int segments = 0;
      for (int to = from; to < left.size(); to++) {
        segments += left.get(to).segments();
        double window =
            Duration.between(left.get(from).at(), left.get(to).at()).toMillis() / 1_000.0;
        assertTrue(
            segments <= window + Pace.BURST_SEGMENTS + 0.11, segments + " segments in " + window);
      }
    }
  }

  @Test
  void theyLeaveInTheOrderTheyCame() {
    List<Left> left = drain(atOnce(200, 1), 1);
    assertEquals(
        left.stream().map(Left::number).sorted().toList(),
        left.stream().map(Left::number).toList());
  }

  @Test
  void aTextThatComesLaterDoesNotOvertake() {
    List<Text> texts = atOnce(20, 1);
    texts.add(new Text(20, 1, START.plusSeconds(7), false));
    List<Left> left = drain(texts, 1);
    assertEquals(20, left.getLast().number());
  }

  @Test
  void afterASilenceABurstIsFreeAgain() {
    assertEquals(20, drain(atOnce(20, 1), 1).size());
    Instant later = START.plusSeconds(60);
    for (int i = 0; i < Pace.BURST_SEGMENTS; i++) {
      assertEquals(Optional.empty(), pace.take("a", 1, 1, later, false));
    }
    assertTrue(pace.take("a", 1, 1, later, false).isPresent());
  }

  @Test
  void aTextLongerThanABurstLeavesAlone() {
    assertEquals(Optional.empty(), pace.take("a", 10, 1, START, false));
    Instant next = pace.take("a", 1, 1, START, false).orElseThrow();
    assertEquals(START.plusSeconds(10 + 1 - Pace.BURST_SEGMENTS), next);
  }

  @Test
  void sendersDoNotWaitForOneAnother() {
    assertEquals(Optional.empty(), pace.take("a", 10, 1, START, false));
    assertEquals(Optional.empty(), pace.take("b", 10, 1, START, false));
  }

  @Test
  void manySendersAreForgottenNotKept() {
    for (int i = 0; i < Pace.MAX_SENDERS + 1; i++) {
      assertEquals(Optional.empty(), pace.take("sender " + i, 10, 1, START, false));
    }
    assertEquals(Optional.empty(), pace.take("sender 0", 10, 1, START, false), "was forgotten");
    assertTrue(pace.take("sender " + Pace.MAX_SENDERS, 10, 1, START, false).isPresent());
  }
}
