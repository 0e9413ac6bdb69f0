package dev.tandem.storage.search;

import dev.tandem.storage.Cursor;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.pg.Sql;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One look-up in the segments, from the newest on, until nothing in those that are left could be
/// newer than what was found.
///
/// Texts commit a little out of order, so segments may overlap in time: each says what it spans,
/// and the walk ends only when the next one's newest is older than the last candidate wanted.
final class SegmentWalk {
  /// Segments asked for first, and then at a time: a common word is found in the first, a rare one
  /// wants them all.
  private static final int FIRST = 2;

  private static final int THEN = 64;

  private final Tenant tx;
  private final List<Long> terms;
  private final Cursor from;
  private final int wanted;
  private final List<Candidate> found = new ArrayList<>();

  SegmentWalk(Tenant tx, List<Long> terms, Cursor from, int wanted) {
    this.tx = tx;
    this.terms = terms;
    this.from = from;
    this.wanted = wanted;
  }

  /// At least as many candidates as are wanted together with `known`, or all there are.
  List<Candidate> newest(List<Candidate> known) {
    found.addAll(known);
    Optional<Segment> last = Optional.empty();
    int asked = FIRST;
    while (true) {
      List<Segment> segments = segments(last, asked);
      int next = 0;
      while (next < segments.size()) {
        if (enough(segments.get(next).newest())) {
          return found;
        }
        int end = enoughPlaces(segments, next);
        open(segments.subList(next, end));
        next = end;
      }
      if (segments.size() < asked) {
        return found;
      }
      last = Optional.of(segments.getLast());
      asked = THEN;
    }
  }

  /// Whether there are enough candidates that are newer than whatever is left.
  private boolean enough(Instant left) {
    found.sort(Candidate.NEWEST_FIRST);
    return found.size() >= wanted && found.get(wanted - 1).at().isAfter(left);
  }

  /// Up to which segment there are enough places.
  private int enoughPlaces(List<Segment> segments, int next) {
    int places = 0;
    int end = next;
    while (end < segments.size() && places < wanted) {
      places += segments.get(end).places().count();
      end++;
    }
    return end;
  }

  private List<Segment> segments(Optional<Segment> after, int count) {
    StringBuilder columns =
        new StringBuilder("SELECT s.number, s.oldest, s.newest, p0.places AS p0");
    StringBuilder joins =
        new StringBuilder(
            """
             FROM tenant.search_posting p0
             JOIN tenant.search_segment s ON s.workspace_id = p0.workspace_id AND s.number = p0.segment
            """);
    List<Object> values = new ArrayList<>(List.of(from.time(), terms.getFirst()));
    for (int i = 1; i < terms.size(); i++) {
      values.add(terms.get(i));
      columns.append(", p").append(i).append(".places AS p").append(i);
      joins.append(
          " JOIN tenant.search_posting p%1$d ON p%1$d.workspace_id = p0.workspace_id AND p%1$d.word_index = $%2$d AND p%1$d.segment = p0.segment"
              .formatted(i, values.size()));
    }
    joins.append(" WHERE p0.word_index = $2 AND s.oldest <= $1");
    after.ifPresent(
        segment -> {
          values.add(segment.newest());
          values.add(segment.number());
          joins
              .append(" AND (s.newest, s.number) < ($")
              .append(values.size() - 1)
              .append(", $")
              .append(values.size())
              .append(')');
        });
    joins.append(" ORDER BY s.newest DESC, s.number DESC LIMIT ").append(count);
    return tx.sql().list(columns.append(joins).toString(), this::segment, values.toArray());
  }

  private Segment segment(Row row) {
    List<Places> lists = new ArrayList<>();
    for (int i = 0; i < terms.size(); i++) {
      lists.add(Places.of(Sql.bytes(row, "p" + i)));
    }
    return new Segment(
        row.getLong("number"),
        Sql.instant(row, "oldest"),
        Sql.instant(row, "newest"),
        Places.inAll(lists));
  }

  /// Reads the newest entries of these segments that come before the cursor, as many as are wanted
  /// of each.
  private void open(List<Segment> segments) {
    List<Long> numbers = new ArrayList<>();
    List<Integer> offsets = new ArrayList<>();
    for (Segment segment : segments) {
      if (segment.newest().isBefore(from.time())) {
        Places places = segment.places();
        for (int i = Math.max(0, places.count() - wanted); i < places.count(); i++) {
          numbers.add(segment.number());
          offsets.add(places.get(i) * Segment.ENTRY + 1);
        }
      } else {
        split(segment);
      }
    }
    if (numbers.isEmpty()) {
      return;
    }
    found.addAll(
        tx.sql()
            .list(
                """
                SELECT substring(s.entries FROM wanted.start FOR 24) AS entry
                FROM unnest($1::bigint[], $2::int[]) AS wanted (number, start)
                JOIN tenant.search_segment s ON s.number = wanted.number
                """,
                row -> Segment.entry(Sql.bytes(row, "entry"), 0),
                numbers.toArray(Long[]::new),
                offsets.toArray(Integer[]::new)));
  }

  /// The cursor stands in the midst of this segment: only its entries tell where.
  private void split(Segment segment) {
    byte[] entries =
        tx.sql()
            .one(
                "SELECT entries FROM tenant.search_segment WHERE number = $1",
                row -> Sql.bytes(row, "entries"),
                segment.number())
            .orElse(new byte[0]);
    List<Candidate> older = new ArrayList<>();
    for (int i = segment.places().count() - 1; i >= 0 && older.size() < wanted; i--) {
      int start = segment.places().get(i) * Segment.ENTRY;
      if (start + Segment.ENTRY <= entries.length) {
        Candidate candidate = Segment.entry(entries, start);
        if (candidate.before(from)) {
          older.add(candidate);
        }
      }
    }
    found.addAll(older);
  }
}
