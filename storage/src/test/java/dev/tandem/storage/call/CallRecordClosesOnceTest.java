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
  /// A lifeline that nobody holds.
  private static final long ENDED = 7;

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
          calls.open(tx, call, ENDED);
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
            Optional.of(true),
            Optional.of(new RelayUse(true, 1_234)),
            Optional.empty());
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
    assertEquals(Optional.of(new RelayUse(true, 1_234)), record.callerRelay());
    assertEquals(Optional.empty(), record.calleeRelay());
    assertEquals(Optional.of("+12025550123"), record.outsideNumber().map(Personal::value));
    assertEquals(new Change.CallRecorded(workspace, id), heard.poll(10, TimeUnit.SECONDS));
    assertTrue(heard.isEmpty());
    subscription.close();
  }

  @Test
  void what_goes_on_without_its_gateway_is_told_to_the_next_one() {
    UUID caller = Ids.next();
    UUID callee = Ids.next();
    UUID id = Ids.next();
    CallTalk talk =
        new CallTalk(
            Ids.next(),
            callee,
            Ids.next(),
            Optional.of(start.plusSeconds(1)),
            start.plusSeconds(4));
    boolean noted =
        storage.inWorkspace(
            workspace,
            tx -> {
              calls.open(
                  tx,
                  new NewCall(
                      id,
                      CallDirection.INTERNAL,
                      Optional.of(caller),
                      Optional.of(callee),
                      Optional.empty(),
                      start),
                  ENDED);
              return calls.answered(tx, id, talk);
            });
    assertTrue(noted);
    int _ = storage.inWorkspace(workspace, tx -> calls.seen(tx, List.of(id), start.plusSeconds(9)));
    int _ = calls.closeDangling(storage);
    assertEquals(Optional.empty(), find(id).outcome(), "two are talking");
    assertEquals(
        List.of(new StandingCall(workspace, id, caller, callee, start, talk, start.plusSeconds(9))),
        calls.takeUp(storage, ENDED).stream().filter(call -> call.id().equals(id)).toList());
    assertTrue(close(id, CallOutcome.ANSWERED));
    boolean late = storage.inWorkspace(workspace, tx -> calls.answered(tx, id, talk));
    assertFalse(late, "it is over by now");
    assertTrue(calls.takeUp(storage, ENDED).stream().noneMatch(call -> call.id().equals(id)));
  }

  @Test
  void what_a_crash_left_open_is_closed_as_failed() {
    UUID left = open();
    UUID done = open();
    assertTrue(close(done, CallOutcome.DECLINED));
    int seen =
        storage.inWorkspace(
            workspace, tx -> calls.seen(tx, List.of(left, done), start.plusSeconds(5)));
    assertEquals(1, seen);
    assertTrue(calls.closeDangling(storage) >= 1);
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
