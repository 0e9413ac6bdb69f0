package dev.tandem.messaging.send;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.messaging.RealStorage;
import dev.tandem.messaging.send.FakeCarrier.Fault;
import dev.tandem.storage.message.Message;
import dev.tandem.storage.message.MessageState;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: a process that dies between the carrier's acceptance and our commit texts nobody twice;
/// one that dies before the request is out loses no text. Method: a send that never returns leaves
/// its job leased, as a dead process does; the next claim asks the carrier.
@ExtendWith(RealStorage.class)
class CrashAfterAcceptIsNotSentTwiceTest {

  @Test
  void theCarriersWordSettlesIt(RealStorage.Opened opened) {
    try (SendingRoom room = SendingRoom.open(opened.storage(), 1)) {
      room.carrier().next(Fault.CRASH_AFTER);
      UUID id = room.send("+12025550123", "hello");
      Message message = room.settled(id, MessageState.SENT);
      assertEquals(
          Optional.of(room.carrier().ledger().getFirst().providerId()), message.providerId());
      assertEquals(1, room.carrier().ledger().size());
    }
  }

  @Test
  void whatNeverLeftIsSentAfterTheCarrierSaidSo(RealStorage.Opened opened) {
    try (SendingRoom room = SendingRoom.open(opened.storage(), 2)) {
      room.carrier().next(Fault.CRASH_BEFORE);
      UUID id = room.send("+12025550123", "hello");
      room.settled(id, MessageState.SENT);
      assertEquals(1, room.carrier().ledger().size());
    }
  }

  @Test
  void sameWordsSentTwiceOnPurposeArriveTwice(RealStorage.Opened opened) {
    try (SendingRoom room = SendingRoom.open(opened.storage(), 3)) {
      UUID first = room.send("+12025550123", "hello");
      room.settled(first, MessageState.SENT);
      room.carrier().next(Fault.CRASH_BEFORE);
      UUID second = room.send("+12025550123", "hello");
      room.settled(second, MessageState.SENT);
      assertEquals(2, room.carrier().ledger().size());
    }
  }
}
