package dev.tandem.gateway.edge.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// The ring of events: numbers, acknowledgement, and both of its limits.
final class EventLogTest {

  @Test
  void keepsWhatIsNotAcknowledged() {
    EventLog log = new EventLog(10, 10_000);
    for (int event = 1; event <= 5; event++) {
      String frame = log.append("e", "{}");
      assertTrue(frame.contains("\"seq\":" + event + ","), frame);
    }
    log.acknowledge(3);
    log.acknowledge(99);
    log.acknowledge(1);
    assertEquals(2, log.size());
    assertEquals(1, log.after(4).size());
    assertTrue(log.reachesBack(3));
    assertTrue(log.reachesBack(5));
    assertFalse(log.reachesBack(2));
    assertFalse(log.reachesBack(6));
    assertFalse(log.reachesBack(-1));
  }

  @Test
  void forgetsTheOldestAtItsLimits() {
    EventLog counted = new EventLog(3, 10_000);
    EventLog weighed = new EventLog(1_000, 200);
    for (int event = 1; event <= 10; event++) {
      String _ = counted.append("e", "{}");
      String _ = weighed.append("e", "{\"x\":\"" + "x".repeat(60) + "\"}");
    }
    assertEquals(3, counted.size());
    assertTrue(counted.reachesBack(7));
    assertFalse(counted.reachesBack(6));
    assertTrue(weighed.size() < 3 && weighed.size() > 0);
    String _ = weighed.append("e", "\"" + "x".repeat(500) + "\"");
    assertEquals(1, weighed.size(), "one event is kept, however long");
  }
}
