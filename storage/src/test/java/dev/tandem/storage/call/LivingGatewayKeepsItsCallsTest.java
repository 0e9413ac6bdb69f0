package dev.tandem.storage.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.tandem.storage.Ids;
import dev.tandem.storage.SharedStorage;
import dev.tandem.storage.Storage;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.pg.Lifeline;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: a gateway that starts at the database of another one leaves alone what the other keeps
/// while it lives, and takes it over once it has ended, once. Method: two lifelines; calls that are
/// talked in and that ring, looked for while the first is held and after it is cut.
@ExtendWith(SharedStorage.class)
final class LivingGatewayKeepsItsCallsTest {
  private final Instant start = Instant.now().truncatedTo(ChronoUnit.MICROS);
  private final Calls calls = new Calls();
  private final Storage storage;
  private final WorkspaceId workspace;

  LivingGatewayKeepsItsCallsTest(Storage storage) {
    this.storage = storage;
    workspace = storage.createWorkspace("Two gateways");
  }

  @Test
  void what_it_keeps_is_taken_over_when_it_has_ended_and_once() {
    Lifeline first = storage.lifeline();
    try (Lifeline second = storage.lifeline();
        Lifeline third = storage.lifeline()) {
      assertNotEquals(first.number(), second.number());
      UUID talked = open(first);
      talk(talked);
      UUID rings = open(first);

      int _ = calls.closeDangling(storage);
      assertEquals(Optional.empty(), outcome(rings));
      assertEquals(List.of(), takenUp(second));

      first.close();
      int _ = calls.closeDangling(storage);
      assertEquals(Optional.of(CallOutcome.FAILED), outcome(rings));
      assertEquals(List.of(talked), takenUp(second));
      assertEquals(List.of(), takenUp(third), "the second one lives");
      assertEquals(Optional.empty(), outcome(talked));
    }
  }

  private UUID open(Lifeline keeper) {
    UUID id = Ids.next();
    NewCall call =
        new NewCall(
            id,
            CallDirection.INTERNAL,
            Optional.of(Ids.next()),
            Optional.of(Ids.next()),
            Optional.empty(),
            start);
    return storage.inWorkspace(
        workspace,
        tx -> {
          calls.open(tx, call, keeper.number());
          return id;
        });
  }

  private void talk(UUID call) {
    CallTalk talk = new CallTalk(Ids.next(), Ids.next(), Ids.next(), Optional.empty(), start);
    boolean _ = storage.inWorkspace(workspace, tx -> calls.answered(tx, call, talk));
  }

  private Optional<CallOutcome> outcome(UUID call) {
    return storage.inWorkspace(workspace, tx -> calls.find(tx, call).orElseThrow().outcome());
  }

  private List<UUID> takenUp(Lifeline keeper) {
    return calls.takeUp(storage, keeper.number()).stream()
        .filter(call -> call.workspace().equals(workspace))
        .map(StandingCall::id)
        .toList();
  }
}
