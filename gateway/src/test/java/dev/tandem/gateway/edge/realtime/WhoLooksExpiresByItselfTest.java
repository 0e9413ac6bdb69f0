package dev.tandem.gateway.edge.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.gateway.call.Endpoint;
import dev.tandem.gateway.call.Party;
import dev.tandem.gateway.edge.realtime.Watchers.Place;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Goal: who looks and who types is what they last said, until they move on, leave, or say nothing
/// for too long; a member with two devices is one person; nothing is kept of who is gone. Method:
/// the pure machine, time is a number.
final class WhoLooksExpiresByItselfTest {
  private static final UUID WORKSPACE = new UUID(1, 1);
  private static final UUID ADA = new UUID(2, 1);
  private static final UUID BEN = new UUID(2, 2);
  private static final Place HERE = new Place(WORKSPACE, new UUID(3, 1));
  private static final Place THERE = new Place(WORKSPACE, new UUID(3, 2));
  private static final long SECOND = 1_000_000_000L;

  private final Watchers watchers = new Watchers();
  private final Endpoint adas = new Endpoint(new Party(WORKSPACE, ADA), new UUID(4, 1));
  private final Endpoint adasOther = new Endpoint(new Party(WORKSPACE, ADA), new UUID(4, 2));
  private final Endpoint bens = new Endpoint(new Party(WORKSPACE, BEN), new UUID(4, 3));

  @Test
  void typingEndsBeforeLookingAndBothByThemselves() {
    watchers.look(0, adas, HERE, true);
    assertEquals(Set.of(HERE), watchers.changed(0));
    assertEquals(Map.of(ADA, true), watchers.at(0, HERE));
    assertEquals(Set.of(), watchers.changed(5 * SECOND), "nothing new");
    assertEquals(Set.of(HERE), watchers.changed(6 * SECOND));
    assertEquals(Map.of(ADA, false), watchers.at(6 * SECOND, HERE));
    assertEquals(Set.of(), watchers.changed(44 * SECOND));
    assertEquals(Set.of(HERE), watchers.changed(45 * SECOND));
    assertEquals(Map.of(), watchers.at(45 * SECOND, HERE));
    assertEquals(0, watchers.size());
    assertEquals(Set.of(), watchers.changed(46 * SECOND), "told once");
  }

  @Test
  void whoMovesOnIsInOnePlace() {
    watchers.look(0, adas, HERE, false);
    watchers.look(0, bens, HERE, true);
    assertEquals(Set.of(HERE), watchers.changed(0));
    watchers.look(SECOND, adas, THERE, false);
    assertEquals(Set.of(HERE, THERE), watchers.changed(SECOND));
    assertEquals(Map.of(BEN, true), watchers.at(SECOND, HERE));
    assertEquals(Map.of(ADA, false), watchers.at(SECOND, THERE));
  }

  @Test
  void twoDevicesAreOnePersonUntilBothAreGone() {
    watchers.look(0, adas, HERE, false);
    watchers.look(0, adasOther, HERE, true);
    assertEquals(Set.of(HERE), watchers.changed(0));
    assertEquals(Map.of(ADA, true), watchers.at(0, HERE));
    watchers.leave(adasOther);
    assertEquals(Set.of(HERE), watchers.changed(0));
    assertEquals(Map.of(ADA, false), watchers.at(0, HERE));
    watchers.leave(adas);
    watchers.leave(adas);
    assertEquals(Set.of(HERE), watchers.changed(0));
    assertEquals(0, watchers.size());
  }

  @Test
  void anotherWorkspaceIsAnotherPlace() {
    watchers.look(0, adas, HERE, false);
    Place elsewhere = new Place(new UUID(1, 2), HERE.conversation());
    assertEquals(Map.of(), watchers.at(0, elsewhere));
  }
}
