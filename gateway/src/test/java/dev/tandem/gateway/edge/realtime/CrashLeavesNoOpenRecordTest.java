package dev.tandem.gateway.edge.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.gateway.call.CallSummary;
import dev.tandem.gateway.call.Outcome;
import dev.tandem.gateway.call.Party;
import dev.tandem.gateway.call.driver.CallLedger;
import dev.tandem.gateway.call.store.StoredCallLedger;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.call.CallOutcome;
import dev.tandem.storage.pg.Lifeline;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Goal: what a crash left open is closed at the next start, and a write that is repeated because
/// nobody knows whether it happened changes nothing. Method: the real ledger on real storage.
final class CrashLeavesNoOpenRecordTest {

  @Test
  void danglingRecordsAreClosedAndRepeatsChangeNothing() {
    try (RealtimeHouse house = RealtimeHouse.open()) {
      WorkspaceId workspace = house.workspace(25);
      Party anna = house.member(workspace, "Anna");
      Party bert = house.member(workspace, "Bert");
      Lifeline gone = RealtimeHouse.storage().lifeline();
      StoredCallLedger ledger = new StoredCallLedger(RealtimeHouse.storage(), gone.number());
      Instant start = Instant.now().minusSeconds(60);
      CallLedger.Opened left = new CallLedger.Opened(UUID.randomUUID(), anna, bert, start);
      CallLedger.Opened ended = new CallLedger.Opened(UUID.randomUUID(), anna, bert, start);
      ledger.open(left);
      ledger.open(left);
      ledger.open(ended);
      ledger.close(ended, summary(Outcome.ANSWERED));
      ledger.close(ended, summary(Outcome.MISSED));

      gone.close();
      assertTrue(ledger.closeDangling() >= 1);
      var record = TwoMembersCallTest.record(workspace, left.call().toString());
      assertEquals(Optional.of(CallOutcome.FAILED), record.outcome());
      assertTrue(record.endedAt().isPresent());
      var kept = TwoMembersCallTest.record(workspace, ended.call().toString());
      assertEquals(Optional.of(CallOutcome.ANSWERED), kept.outcome());
    }
  }

  private static CallSummary summary(Outcome outcome) {
    return new CallSummary(
        outcome,
        Optional.empty(),
        Optional.empty(),
        Duration.ofSeconds(9),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
