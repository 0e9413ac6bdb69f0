package dev.tandem.storage.reindex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.Ids;
import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageSettings;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.contact.Contacts;
import dev.tandem.storage.job.Jobs;
import dev.tandem.storage.message.Conversations;
import dev.tandem.storage.message.Direction;
import dev.tandem.storage.message.Encoding;
import dev.tandem.storage.message.MessageState;
import dev.tandem.storage.message.Messages;
import dev.tandem.storage.message.NewMessage;
import dev.tandem.storage.reindex.SearchProgress.State;
import dev.tandem.storage.seal.Personal;
import dev.tandem.storage.workspace.Numbers;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: search is switched off and on in batches that go on where they were, leave nothing behind
/// when off, and find everything when on again: what came before, meanwhile and after.
///
/// Method: a clock that the test moves; each call of the worker does one batch, as after a crash.
final class SearchIsSwitchedUnderwayTest {
  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);

  private static void text(Storage storage, WorkspaceId workspace, String... texts) {
    String outside = "+12025550199";
    for (String text : texts) {
      storage.inWorkspace(
          workspace,
          tx -> {
            UUID number =
                new Numbers()
                    .byE164(tx, "+12025550123")
                    .or(() -> new Numbers().create(tx, "+12025550123", "Main", Optional.empty()))
                    .orElseThrow()
                    .id();
            UUID conversation = new Conversations().findOrCreate(tx, number, List.of(outside));
            return new Messages()
                .append(
                    tx,
                    new NewMessage(
                        Ids.next(),
                        conversation,
                        Direction.IN,
                        Personal.of(outside),
                        Personal.of(List.of("+12025550123")),
                        Personal.of(text),
                        MessageState.RECEIVED,
                        1,
                        Encoding.GSM7,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
          });
    }
  }

  private static int found(Storage storage, WorkspaceId workspace, String query) {
    return storage.inWorkspace(
        workspace,
        tx ->
            new Messages().search(tx, query, Optional.empty(), 100).items().size()
                + new Contacts().search(tx, query, Optional.empty(), 100).items().size());
  }

  private static long rows(Storage storage, WorkspaceId workspace) {
    return storage.inWorkspace(workspace, tx -> SearchTables.rows(tx));
  }

  private static SearchProgress progress(Storage storage, WorkspaceId workspace, SearchWork work) {
    return storage.inWorkspace(workspace, work::progress);
  }

  private static boolean turned(
      Storage storage, WorkspaceId workspace, SearchWork work, boolean on) {
    return storage.inWorkspace(workspace, tx -> work.turn(tx, on));
  }

  /// One batch, as a worker that ends after it.
  private boolean batch(SearchWork work) {
    return work.work(now.get(), Duration.ZERO);
  }

  private void allBatches(SearchWork work) {
    for (int batches = 0; batch(work); batches++) {
      assertTrue(batches < 1_000, "it comes to an end");
    }
  }

  @Test
  void off_and_on_again(@TempDir Path directory) {
    Vertx vertx = Vertx.vertx();
    try (Storage storage = Storage.open(vertx, StorageSettings.in(directory), now::get)) {
      SearchWork work = new SearchWork(storage);
      WorkspaceId workspace = storage.createWorkspace("Searched");
      WorkspaceId other = storage.createWorkspace("Other");
      text(storage, other, "harbour of others");
      for (int i = 0; i < 430; i++) {
        text(storage, workspace, "harbour " + i);
      }
      storage.inWorkspace(
          workspace, tx -> new Contacts().create(tx, Ids.next(), "Harriet", List.of()));
      assertEquals(State.READY, progress(storage, workspace, work).state());

      assertTrue(turned(storage, workspace, work, false));
      assertFalse(turned(storage, workspace, work, false), "it is off already");
      text(storage, workspace, "harbour while it was off");
      assertEquals(State.CLEARING, progress(storage, workspace, work).state());
      allBatches(work);
      assertEquals(0, rows(storage, workspace));
      assertEquals(State.CLEARING, progress(storage, workspace, work).state(), "a second look");
      now.set(START.plusSeconds(61));
      allBatches(work);
      assertEquals(State.OFF, progress(storage, workspace, work).state());
      assertEquals(0, found(storage, workspace, "har"));
      assertEquals(1, found(storage, other, "har"), "another workspace's words stay");

      assertTrue(turned(storage, workspace, work, true));
      text(storage, workspace, "lighthouse at once");
      assertEquals(1, found(storage, workspace, "lighth"), "what is new is found before the rest");
      assertTrue(batch(work));
      SearchProgress half = progress(storage, workspace, work);
      assertEquals(State.INDEXING, half.state());
      assertTrue(half.done() > 0 && half.done() < half.total().orElseThrow(), half.toString());
      SearchWork afterACrash = new SearchWork(storage);
      allBatches(afterACrash);
      assertEquals(State.READY, progress(storage, workspace, afterACrash).state());
      assertEquals(100, found(storage, workspace, "harbour"), "a full page");
      assertEquals(1, found(storage, workspace, "harbour 77"), "one of the old");
      assertEquals(1, found(storage, workspace, "harbour while"));
      assertEquals(1, found(storage, workspace, "harriet"));
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  @Test
  void texts_from_before_there_was_an_index_are_found_in_the_end(@TempDir Path directory) {
    Vertx vertx = Vertx.vertx();
    try (Storage storage = Storage.open(vertx, StorageSettings.in(directory), now::get)) {
      SearchWork work = new SearchWork(storage);
      WorkspaceId workspace = storage.createWorkspace("Old");
      text(storage, workspace, "an old harbour");
      // As schema 2 left it, and as the migration asks for it.
      storage.inWorkspace(
          workspace,
          tx -> {
            int gone = SearchTables.delete(tx, 1_000);
            assertTrue(gone > 0);
            return new Jobs(storage).enqueue(tx, SearchWork.KIND, workspace.value(), tx.now());
          });
      assertEquals(0, found(storage, workspace, "harbour"));
      allBatches(work);
      assertEquals(1, found(storage, workspace, "harbour"));
      assertEquals(State.READY, progress(storage, workspace, work).state());
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }
}
