package dev.tandem.storage.search;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/// A segment in which all looked-up terms occur: its number, the times it spans, and the places
/// that have all of them.
record Segment(long number, Instant oldest, Instant newest, Places places) {
  /// Texts a segment has.
  static final int SIZE = 4_096;

  /// As many as two bytes number.
  static final int MAX_SIZE = 65_536;

  /// Bytes of one entry: microseconds since 1970 and the text's id.
  static final int ENTRY = 24;

  static Candidate entry(byte[] stored, int from) {
    ByteBuffer in = ByteBuffer.wrap(stored, from, ENTRY);
    Instant at = Instant.EPOCH.plus(in.getLong(), ChronoUnit.MICROS);
    return new Candidate(at, new UUID(in.getLong(), in.getLong()));
  }
}
