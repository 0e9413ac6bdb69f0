package dev.tandem.storage.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Goal: a segment says of each word in which of its texts it is, and of each text when it came.
/// Method: random texts against a plain map; the seed is printed when it fails.
final class SegmentOfManyTextsTest {
  private final Random random = new Random(11);

  private static Candidate candidate(int number) {
    return new Candidate(
        Instant.parse("2026-11-21T10:00:00.000001Z").plusMillis(number), new UUID(7, -number));
  }

  @Test
  void words_places_and_entries() {
    TreeMap<Long, TreeSet<Integer>> wanted = new TreeMap<>();
    List<SegmentBuilder.Text> texts = new ArrayList<>();
    for (int place = 0; place < Segment.SIZE; place++) {
      List<Long> words = random.longs(random.nextInt(30), -40, 400).distinct().boxed().toList();
      for (Long word : words) {
        wanted.computeIfAbsent(word, it -> new TreeSet<>()).add(place);
      }
      texts.add(new SegmentBuilder.Text(candidate(place), words));
    }
    SegmentBuilder segment = SegmentBuilder.of(texts);
    assertEquals(List.copyOf(wanted.keySet()), segment.words());
    for (int i = 0; i < segment.words().size(); i++) {
      List<Integer> places = List.copyOf(wanted.get(segment.words().get(i)));
      assertEquals(places, Places.of(segment.places().get(i).getBytes()).all());
    }
    for (int place : new int[] {0, 1, Segment.SIZE - 1}) {
      assertEquals(
          candidate(place), Segment.entry(segment.entries().getBytes(), place * Segment.ENTRY));
    }
  }

  @Test
  void places_in_all_lists() {
    Places even = Places.of(new byte[] {0, 0, 0, 2, 0, 4, 0, 6, 1, 0});
    Places third = Places.of(new byte[] {0, 3, 0, 6, 1, 0, 1, 5});
    assertEquals(List.of(6, 256), Places.inAll(List.of(even, third)).all());
    assertEquals(List.of(), Places.inAll(List.of(even, Places.of(new byte[0]), third)).all());
    assertEquals(List.of(3, 6, 256, 261), Places.inAll(List.of(third)).all());
  }
}
