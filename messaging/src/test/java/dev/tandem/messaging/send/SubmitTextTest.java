package dev.tandem.messaging.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.messaging.Office;
import dev.tandem.messaging.RealStorage;
import dev.tandem.messaging.send.SubmitResult.KeyConflict;
import dev.tandem.messaging.send.SubmitResult.Refused;
import dev.tandem.messaging.send.SubmitResult.Submitted;
import dev.tandem.storage.message.Message;
import dev.tandem.storage.message.MessageState;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: accepted means stored once with its job; what cannot be sent is refused with the field and
/// what to do. Method: repeats, races and conflicts of one idempotency key; each refusal.
@ExtendWith(RealStorage.class)
class SubmitTextTest {

  @Test
  void isStoredAndSentRightAway(RealStorage.Opened opened) {
    try (SendingRoom room = SendingRoom.open(opened.storage(), 1)) {
      Submitted submitted = room.submitted("key-12345678", "(202) 555-0123", "héllo €");
      Message message = submitted.message();
      assertEquals(MessageState.QUEUED, message.state());
      assertEquals(1, message.seq());
      assertEquals(List.of("+12025550123"), message.to().value());
      assertEquals("héllo €", message.text().value());
      assertEquals(1, message.segments());
      room.settled(message.id(), MessageState.SENT);
    }
  }

  @Test
  void theSameKeyIsTheSameTextHoweverOftenItComes(RealStorage.Opened opened) throws Exception {
    try (SendingRoom room = SendingRoom.open(opened.storage(), 2);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<UUID> once =
          () -> room.submitted("key-12345678", "+12025550123", "hello").message().id();
      Set<UUID> ids =
          threads.invokeAll(Collections.nCopies(20, once)).stream()
              .map(Future::resultNow)
              .collect(Collectors.toSet());
      assertEquals(1, ids.size());
      assertTrue(room.submitted("key-12345678", "+12025550123", "hello").repeated());
      room.settled(ids.iterator().next(), MessageState.SENT);
      assertEquals(1, room.office().messages().size());
      assertEquals(1, room.carrier().ledger().size());
    }
  }

  @Test
  void theSameKeyForOtherWordsIsAConflict(RealStorage.Opened opened) {
    try (SendingRoom room = SendingRoom.open(opened.storage(), 3)) {
      assertFalse(room.submitted("key-12345678", "+12025550123", "hello").repeated());
      assertInstanceOf(KeyConflict.class, room.submit("key-12345678", "+12025550123", "goodbye"));
    }
  }

  @Test
  void refusesWhatCannotBeSent(RealStorage.Opened opened) {
    try (SendingRoom room = SendingRoom.open(opened.storage(), 4)) {
      Office office = room.office();
      assertEquals("text", refused(room.submit("key-1", "+12025550123", " ")).field());
      assertEquals("to", refused(room.submit("key-1", "911", "hello")).field());
      assertEquals("to", refused(room.submit("key-1", "PARCELS", "hello")).field());
      assertEquals("to", refused(room.submit("key-1", office.number().e164(), "hello")).field());
      for (String from : List.of("+12025550199", "nobody", UUID.randomUUID().toString())) {
        TextDraft draft = new TextDraft(from, List.of("+12025550123"), "hello");
        assertEquals("from", refused(submit(room, draft)).field());
      }
      List<String> two = List.of("+12025550123", "+12025550124");
      assertEquals(
          "to", refused(submit(room, new TextDraft(office.number().e164(), two, "hello"))).field());
      assertEquals(List.of(), office.messages());
      assertFalse(room.submitted("key-1", "+12025550123", "a refusal uses no key up").repeated());
    }
  }

  @Test
  void attachmentsThatTheCarrierDoesNotTakeAreRefused(RealStorage.Opened opened) {
    try (SendingRoom room = SendingRoom.open(opened.storage(), 5)) {
      Office office = room.office();
      UUID upload = office.upload(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF});
      String from = office.number().e164();
      List<String> to = List.of("+12025550123");
      for (List<UUID> media : List.of(List.of(upload), List.of(UUID.randomUUID()))) {
        TextDraft draft = new TextDraft(from, to, "look", media, Duration.ZERO);
        assertEquals("media", refused(submit(room, draft)).field());
      }
      assertEquals(List.of(), office.messages());
      assertFalse(room.submitted("key-1", "+12025550123", "a refusal uses no key up").repeated());
    }
  }

  private static SubmitResult submit(SendingRoom room, TextDraft draft) {
    return room.submit().submit(room.office().workspace(), room.office().member(), "key-1", draft);
  }

  private static Refused refused(SubmitResult result) {
    return assertInstanceOf(Refused.class, result);
  }
}
