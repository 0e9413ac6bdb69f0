package dev.tandem.storage.reindex;

import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.contact.Contacts;
import dev.tandem.storage.job.JobClaim;
import dev.tandem.storage.job.Jobs;
import dev.tandem.storage.message.Messages;
import dev.tandem.storage.note.Notes;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.reindex.SearchProgress.State;
import dev.tandem.storage.search.SearchKind;
import dev.tandem.storage.search.SearchSwitch;
import dev.tandem.storage.team.Posts;
import dev.tandem.storage.voicemail.Voicemails;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/// Switches search, and does the work that follows. A batch is one transaction that also notes how
/// far it came, so whoever claims the job after a crash goes on there.
public final class SearchWork {
  /// Of the jobs that this is done by.
  public static final String KIND = "search";

  private static final Duration LEASE = Duration.ofMinutes(1);

  /// A transaction that began before search went off may still write words. None lives as long.
  private static final Duration SECOND_LOOK = Duration.ofMinutes(1);

  private static final int ROWS_A_BATCH = 5_000;
  private static final int THINGS_A_BATCH = 200;

  private enum Task {
    INDEX,
    CLEAR
  }

  private record Work(
      Task task,
      SearchKind kind,
      Optional<UUID> after,
      long done,
      OptionalLong total,
      Instant beganAt) {}

  private final Storage storage;
  private final Jobs jobs;
  private final SearchSwitch wanted = new SearchSwitch();
  private final Messages messages = new Messages();
  private final Contacts contacts = new Contacts();
  private final Voicemails voicemails = new Voicemails();
  private final Notes notes = new Notes();
  private final Posts posts = new Posts();

  public SearchWork(Storage storage) {
    this.storage = storage;
    this.jobs = new Jobs(storage);
  }

  /// Switches search in the caller's transaction; false when it was so already.
  public boolean turn(Tenant tx, boolean on) {
    if (!wanted.turn(tx, on)) {
      return false;
    }
    tx.sql().run("DELETE FROM tenant.search_work");
    begin(tx, on ? Task.INDEX : Task.CLEAR);
    var _ = jobs.enqueue(tx, KIND, tx.workspace().value(), tx.now());
    return true;
  }

  public SearchProgress progress(Tenant tx) {
    Optional<Work> work = read(tx, "");
    if (work.isEmpty()) {
      State state = wanted.isOn(tx) ? State.READY : State.OFF;
      return new SearchProgress(state, 0, OptionalLong.empty());
    }
    State state = work.get().task() == Task.INDEX ? State.INDEXING : State.CLEARING;
    return new SearchProgress(state, work.get().done(), work.get().total());
  }

  /// Takes one job that is due and works on it for `atMost`. False when there was none.
  public boolean work(Instant now, Duration atMost) {
    List<JobClaim> claims = jobs.claim(KIND, now, LEASE, 1);
    if (claims.isEmpty()) {
      return false;
    }
    JobClaim claim = claims.getFirst();
    long end = System.nanoTime() + atMost.toNanos();
    while (true) {
      Optional<Instant> next = storage.inWorkspace(claim.workspace(), tx -> step(tx, claim));
      if (next.isEmpty()) {
        return true;
      }
      if (next.get().isAfter(now) || System.nanoTime() > end) {
        boolean _ = jobs.retryAt(claim, next.get());
        return true;
      }
    }
  }

  /// One batch; when to go on, or nothing when the work is done and the job completed.
  private Optional<Instant> step(Tenant tx, JobClaim claim) {
    Optional<Work> known = read(tx, " FOR UPDATE");
    Work work = known.orElseGet(() -> begin(tx, wanted.isOn(tx) ? Task.INDEX : Task.CLEAR));
    Optional<Instant> next =
        switch (work.task()) {
          case INDEX -> index(tx, work);
          case CLEAR -> clear(tx, work);
        };
    if (next.isEmpty()) {
      tx.sql().run("DELETE FROM tenant.search_work");
      boolean _ = jobs.complete(tx, claim);
    }
    return next;
  }

  private static Work begin(Tenant tx, Task task) {
    Optional<Long> total =
        task == Task.CLEAR
            ? Optional.empty()
            : tx.sql()
                .one(
                    """
                    SELECT (SELECT count(*) FROM tenant.message) + (SELECT count(*) FROM tenant.contact)
                      + (SELECT count(*) FROM tenant.voicemail) + (SELECT count(*) FROM tenant.note)
                      + (SELECT count(*) FROM tenant.post) AS total
                    """)
                .map(row -> row.getLong("total"));
    tx.sql()
        .run(
            """
            INSERT INTO tenant.search_work (workspace_id, task, kind, done, total, began_at)
            VALUES ($1, $2, $3, 0, $4, $5)
            """,
            tx.workspace().value(),
            task,
            SearchKind.MESSAGE,
            total,
            tx.now());
    return read(tx, "").orElseThrow(() -> new AssertionError("just written"));
  }

  private static Optional<Work> read(Tenant tx, String lock) {
    return tx.sql()
        .one(
            "SELECT task, kind, after_id, done, total, began_at FROM tenant.search_work" + lock,
            SearchWork::parse);
  }

  private static Work parse(Row row) {
    Long total = row.getLong("total");
    return new Work(
        Task.valueOf(row.getString("task")),
        SearchKind.valueOf(row.getString("kind")),
        Sql.maybeId(row, "after_id"),
        row.getLong("done"),
        total == null ? OptionalLong.empty() : OptionalLong.of(total),
        Sql.instant(row, "began_at"));
  }

  private Optional<Instant> index(Tenant tx, Work work) {
    List<UUID> done =
        switch (work.kind()) {
          case MESSAGE -> messages.reindex(tx, work.after(), THINGS_A_BATCH);
          case CONTACT -> contacts.reindex(tx, work.after(), THINGS_A_BATCH);
          case VOICEMAIL -> voicemails.reindex(tx, work.after(), THINGS_A_BATCH);
          case NOTE -> notes.reindex(tx, work.after(), THINGS_A_BATCH);
          case POST -> posts.reindex(tx, work.after(), THINGS_A_BATCH);
        };
    if (done.size() == THINGS_A_BATCH) {
      note(tx, work.kind(), Optional.of(done.getLast()), done.size());
      return Optional.of(tx.now());
    }
    Optional<SearchKind> next =
        switch (work.kind()) {
          case MESSAGE -> Optional.of(SearchKind.CONTACT);
          case CONTACT -> Optional.of(SearchKind.VOICEMAIL);
          case VOICEMAIL -> Optional.of(SearchKind.NOTE);
          case NOTE -> Optional.of(SearchKind.POST);
          case POST -> Optional.empty();
        };
    next.ifPresent(kind -> note(tx, kind, Optional.empty(), done.size()));
    return next.map(kind -> tx.now());
  }

  private Optional<Instant> clear(Tenant tx, Work work) {
    int gone = SearchTables.delete(tx, ROWS_A_BATCH);
    if (gone > 0) {
      note(tx, work.kind(), Optional.empty(), gone);
      return Optional.of(tx.now());
    }
    Instant look = work.beganAt().plus(SECOND_LOOK);
    return look.isAfter(tx.now()) ? Optional.of(look) : Optional.empty();
  }

  private static void note(Tenant tx, SearchKind kind, Optional<UUID> after, int done) {
    tx.sql()
        .run(
            "UPDATE tenant.search_work SET kind = $1, after_id = $2, done = done + $3",
            kind,
            after,
            (long) done);
  }
}
