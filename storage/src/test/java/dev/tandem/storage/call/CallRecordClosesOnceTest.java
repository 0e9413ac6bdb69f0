package dev.tandem.storage.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.Change;
import dev.tandem.storage.Changes;
import dev.tandem.storage.Ids;
import dev.tandem.storage.SharedStorage;
import dev.tandem.storage.Storage;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.seal.Personal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: a call has one end. Method: closed twice with different outcomes; left open and found at
/// the next start.
@ExtendWith(SharedStorage.class)
final class CallRecordClosesOnceTest {
  private final Instant start = Instant.now().truncatedTo(ChronoUnit.MICROS);
  private final Calls calls = new Calls();
  private final Storage storage;
  private final WorkspaceId workspace;

  CallRecordClosesOnceTest(Storage storage) {
    this.storage = storage;
    workspace = storage.createWorkspace("Calls");
  }

  private UUID open() {
    UUID id = Ids.next();
    NewCall call =
        new NewCall(
            id,
            CallDirection.OUT,
            Optional.of(Ids.next()),
            Optional.empty(),
            Optional.of(Personal.of("+12025550123")),
            start);
    storage.inWorkspace(
        workspace,
        tx -> {
          calls.open(tx, call);
          return id;
        });
    return id;
  }

  private CallRecord find(UUID id) {
    return storage.inWorkspace(workspace, tx -> calls.find(tx, id).orElseThrow());
  }

  private boolean close(UUID id, CallOutcome outcome) {
    CallEnd end =
        new CallEnd(
            outcome,
            Optional.of(start.plusSeconds(1)),
            Optional.of(start.plusSeconds(2)),
            start.plusSeconds(60),
            Optional.empty(),
            Optional.of(true));
    return storage.inWorkspace(workspace, tx -> calls.close(tx, id, end));
  }

  @Test
  void the_first_outcome_stays() throws InterruptedException {
    BlockingQueue<Change> heard = new LinkedBlockingQueue<>();
    Changes.Subscription subscription = storage.changes().subscribe(heard::add);
    UUID id = open();
    assertEquals(Optional.empty(), find(id).outcome());
    assertTrue(close(id, CallOutcome.ANSWERED));
    assertFalse(close(id, CallOutcome.FAILED));
    CallRecord record = find(id);
    assertEquals(Optional.of(CallOutcome.ANSWERED), record.outcome());
    assertEquals(Optional.of(start.plusSeconds(60)), record.endedAt());
    assertEquals(Optional.of("+12025550123"), record.outsideNumber().map(Personal::value));
    assertEquals(new Change.CallRecorded(workspace, id), heard.poll(10, TimeUnit.SECONDS));
    assertTrue(heard.isEmpty());
    subscription.close();
  }

  @Test
  void what_a_crash_left_open_is_closed_as_failed() {
    UUID left = open();
    UUID done = open();
    assertTrue(close(done, CallOutcome.DECLINED));
    assertTrue(calls.closeDangling(storage, start.plusSeconds(5)) >= 1);
    assertEquals(Optional.of(CallOutcome.FAILED), find(left).outcome());
    assertEquals(Optional.of(start.plusSeconds(5)), find(left).endedAt());
    assertEquals(Optional.of(CallOutcome.DECLINED), find(done).outcome());
    assertEquals(
        List.of(done, left),
        storage.inWorkspace(workspace, tx -> calls.page(tx, Optional.empty(), 10)).items().stream()
            .map(CallRecord::id)
            .toList());
  }
}
