package dev.tandem.storage.search;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Turns texts with their keyed words into a segment: the texts' entries, and for each word the
/// places of its texts. Pure.
///
/// @param entries time and id of each text, 24 bytes, oldest first
/// @param words each word once, rising
/// @param places for each of `words` the places of its texts, rising, 2 bytes each
record SegmentBuilder(Buffer entries, List<Long> words, List<Buffer> places) {

  /// One text as the tail holds it.
  record Text(Candidate candidate, List<Long> words) {}

  /// `texts` come oldest first, 65,536 at most.
  static SegmentBuilder of(List<Text> texts) {
    ByteBuffer entries = ByteBuffer.allocate(texts.size() * Segment.ENTRY);
    Map<Long, Buffer> lists = new HashMap<>();
    for (int place = 0; place < texts.size(); place++) {
      Candidate it = texts.get(place).candidate();
      entries
          .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, it.at()))
          .putLong(it.subject().getMostSignificantBits())
          .putLong(it.subject().getLeastSignificantBits());
      for (Long word : texts.get(place).words()) {
        lists.computeIfAbsent(word, _ -> Buffer.buffer(8)).appendShort((short) place);
      }
    }
    List<Long> words = lists.keySet().stream().sorted().toList();
    return new SegmentBuilder(
        Buffer.buffer(entries.array()), words, words.stream().map(lists::get).toList());
  }
}
