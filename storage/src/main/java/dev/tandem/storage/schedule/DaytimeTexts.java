package dev.tandem.storage.schedule;

import dev.tandem.storage.Tenant;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.workspace.QuietTimes;
import dev.tandem.storage.workspace.Workspaces;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Messages that leave by day only, whenever their turn comes. While one waits for the morning,
/// later texts of its conversation do not wait for it.
public final class DaytimeTexts {

  /// What such a text keeps to.
  ///
  /// @param waitsUntil when it waits already
  public record Daytime(QuietTimes times, Optional<Instant> waitsUntil) {}

  /// Has a message that was just stored leave by day only.
  public void add(Tenant tx, UUID messageId) {
    tx.sql()
        .run(
            "INSERT INTO tenant.daytime_text (workspace_id, message_id) VALUES ($1, $2)",
            tx.workspace().value(),
            messageId);
  }

  /// Empty when the message may leave at any hour.
  public Optional<Daytime> find(Tenant tx, UUID messageId) {
    return tx.sql()
        .one(
            """
            SELECT w.quiet, w.quiet_from, w.quiet_until, d.waits_until
            FROM tenant.daytime_text d, tenant.workspace w WHERE d.message_id = $1
            """,
            row -> new Daytime(Workspaces.quietTimes(row), Sql.maybeInstant(row, "waits_until")),
            messageId);
  }

  /// Notes that it waits until then, or no more.
  public void waits(Tenant tx, UUID messageId, Optional<Instant> until) {
    tx.sql()
        .run(
            "UPDATE tenant.daytime_text SET waits_until = $2 WHERE message_id = $1",
            messageId,
            until);
  }
}
