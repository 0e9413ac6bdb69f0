package dev.tandem.gateway.account;

import java.time.Duration;
import java.time.Instant;

/// How long a session lasts: `idle` after its last use, and never longer than `absolute` in all.
public record SessionLife(Duration idle, Duration absolute) {

  /// When a session that began at `created` and is used `now` ends unless it is used again.
  public Instant end(Instant created, Instant now) {
    Instant last = created.plus(absolute);
    Instant next = now.plus(idle);
    return next.isBefore(last) ? next : last;
  }
}
