package dev.tandem.messaging.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.messaging.RealStorage;
import dev.tandem.storage.message.MessageState;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: texts that come faster than the carrier takes them leave at its rate, none lost, each
/// conversation's in order. Method: a real outbox, a carrier that takes 20 segments a second, 30
/// texts of three conversations at once.
@ExtendWith(RealStorage.class)
class NumberSendsAsFastAsItsCarrierTakesTest {
  private static final int TEXTS = 30;
  private static final double RATE = 20;

  @Test
  void theRestWaits(RealStorage.Opened opened) {
    try (SendingRoom room = SendingRoom.open(opened.storage(), 1)) {
      room.carrier().takes(RATE);
      long start = System.nanoTime();
      List<UUID> ids = new ArrayList<>();
      for (int i = 0; i < TEXTS; i++) {
        ids.add(room.send("+1202555012" + i % 3, "text " + i));
      }
      ids.forEach(id -> room.settled(id, MessageState.SENT));
      double took = (System.nanoTime() - start) / 1e9;
      double least = (TEXTS - Pace.BURST_SEGMENTS) / RATE - 0.1;
      assertTrue(took >= least, "the bucket was bypassed: " + took + " s");
      assertEquals(TEXTS, room.carrier().ledger().size());
      for (int lane = 0; lane < 3; lane++) {
        String to = "+1202555012" + lane;
        int first = lane;
        assertEquals(
            IntStream.range(0, TEXTS / 3).mapToObj(i -> "text " + (first + 3 * i)).toList(),
            room.carrier().ledger().stream()
                .filter(entry -> entry.to().equals(to))
                .map(FakeCarrier.Entry::text)
                .toList());
      }
    }
  }
}
