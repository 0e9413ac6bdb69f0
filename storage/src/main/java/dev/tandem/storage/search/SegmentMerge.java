package dev.tandem.storage.search;

import dev.tandem.storage.Tenant;
import dev.tandem.storage.pg.Sql;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/// Makes one segment of the tail's oldest texts.
public final class SegmentMerge {
  private final int size;

  public SegmentMerge() {
    this(Segment.SIZE);
  }

  /// With segments of another size, 65,536 texts at most.
  public SegmentMerge(int size) {
    if (size < 1 || size > Segment.MAX_SIZE) {
      throw new IllegalArgumentException("a segment has 1 to " + Segment.MAX_SIZE + " texts");
    }
    this.size = size;
  }

  /// Merges one segment's worth of texts when there are so many. False when there are not, or
  /// another gateway is at it.
  public boolean merge(Tenant tx) {
    if (!due(tx) || !alone(tx)) {
      return false;
    }
    List<SegmentBuilder.Text> texts = oldest(tx);
    if (texts.size() < size) {
      return false;
    }
    SegmentBuilder segment = SegmentBuilder.of(texts);
    Candidate last = texts.getLast().candidate();
    tx.sql()
        .run(
            "DELETE FROM tenant.search_tail WHERE (at, subject_id) <= ($1, $2)",
            last.at(),
            last.subject());
    tx.sql()
        .run(
            """
            WITH named AS (
              INSERT INTO tenant.search_segment (workspace_id, number, oldest, newest, entries)
              SELECT $1, (SELECT coalesce(max(number), 0) + 1 FROM tenant.search_segment), $2, $3, $4
              RETURNING number
            )
            INSERT INTO tenant.search_posting (workspace_id, word_index, segment, places)
            SELECT $1, list.word, named.number, list.places
            FROM named, unnest($5::bigint[], $6::bytea[]) AS list (word, places)
            """,
            tx.workspace().value(),
            texts.getFirst().candidate().at(),
            last.at(),
            segment.entries(),
            segment.words().toArray(Long[]::new),
            segment.places().toArray(Buffer[]::new));
    return true;
  }

  private boolean due(Tenant tx) {
    return tx.sql()
        .one(
            "SELECT 1 FROM tenant.search_tail ORDER BY at, subject_id OFFSET $1 LIMIT 1",
            (long) size - 1)
        .isPresent();
  }

  private static boolean alone(Tenant tx) {
    return tx.sql()
        .one(
            "SELECT pg_try_advisory_xact_lock(hashtextextended('search ' || $1, 0)) AS alone",
            row -> row.getBoolean("alone"),
            tx.workspace().toString())
        .orElse(false);
  }

  private List<SegmentBuilder.Text> oldest(Tenant tx) {
    return tx.sql()
        .list(
            "SELECT at, subject_id, words FROM tenant.search_tail ORDER BY at, subject_id LIMIT $1",
            row ->
                new SegmentBuilder.Text(
                    new Candidate(Sql.instant(row, "at"), row.getUUID("subject_id")),
                    List.of(row.getArrayOfLongs("words"))),
            size);
  }
}
