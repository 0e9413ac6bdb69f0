package dev.tandem.messaging.send;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.messaging.Office;
import dev.tandem.messaging.RealStorage;
import dev.tandem.messaging.send.FakeCarrier.Entry;
import dev.tandem.messaging.send.FakeCarrier.Fault;
import dev.tandem.storage.message.MessageState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: with a carrier that is busy, loses requests and answers, and with crashes in between,
/// every text is taken exactly once; without faults, texts of a conversation are taken in the order
/// they were written. Method: many texts to several people; the carrier's ledger is compared with
/// the store.
@ExtendWith(RealStorage.class)
class FaultyCarrierLosesNothingTest {
  private static final int TEXTS = 120;

  @Test
  void everyTextIsTakenExactlyOnce(RealStorage.Opened opened) {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<Fault> faults =
        List.of(
            Fault.NONE,
            Fault.NONE,
            Fault.ANSWER_LOST,
            Fault.REQUEST_LOST,
            Fault.BUSY,
            Fault.CRASH_AFTER,
            Fault.CRASH_BEFORE);
    try (SendingRoom room = SendingRoom.open(opened.storage(), seed)) {
      room.carrier().always(() -> faults.get(random.nextInt(faults.size())));
      List<UUID> ids = new ArrayList<>();
      for (int i = 0; i < TEXTS; i++) {
        ids.add(room.send("+1202555012" + i % 10, "text " + i));
      }
      ids.forEach(id -> room.settled(id, MessageState.SENT));
      Map<UUID, Long> taken =
          room.carrier().ledger().stream()
              .collect(Collectors.groupingBy(Entry::messageId, Collectors.counting()));
      assertEquals(Set.copyOf(ids), taken.keySet(), "seed " + seed);
      assertEquals(Set.of(1L), Set.copyOf(taken.values()), "seed " + seed);
    }
  }

  @Test
  void textsOfAConversationLeaveInOrder(RealStorage.Opened opened) {
    try (SendingRoom room = SendingRoom.open(opened.storage(), 7)) {
      UUID last = room.send("+12025550130", "0");
      for (int i = 1; i < 40; i++) {
        last = room.send("+12025550130", Integer.toString(i));
      }
      room.settled(last, MessageState.SENT);
      Office.eventually("all taken", () -> room.carrier().ledger().size() == 40);
      assertEquals(
          room.office().messages().stream().map(message -> message.text().value()).toList(),
          room.carrier().ledger().stream().map(Entry::text).toList());
    }
  }

  @Test
  void aTextInDoubtIsNotOvertaken(RealStorage.Opened opened) {
    try (SendingRoom room = SendingRoom.open(opened.storage(), 9)) {
      room.carrier().next(Fault.REQUEST_LOST);
      UUID doubtful = room.send("+12025550132", "first");
      UUID behind = room.send("+12025550132", "second");
      room.settled(doubtful, MessageState.SENT);
      room.settled(behind, MessageState.SENT);
      assertEquals(
          List.of("first", "second"), room.carrier().ledger().stream().map(Entry::text).toList());
    }
  }

  @Test
  void aRefusedTextSaysWhy(RealStorage.Opened opened) {
    try (SendingRoom room = SendingRoom.open(opened.storage(), 8)) {
      room.carrier().next(Fault.REFUSED);
      var message = room.settled(room.send("+12025550131", "hello"), MessageState.FAILED);
      assertEquals("21610", message.errorCode().orElseThrow());
      assertEquals("No more texts.", message.errorText().orElseThrow().value());
    }
  }
}
