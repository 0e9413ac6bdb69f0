package dev.tandem.messaging.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.messaging.Office;
import dev.tandem.messaging.RealStorage;
import dev.tandem.messaging.consent.ConsentGate;
import dev.tandem.messaging.consent.Standing;
import dev.tandem.messaging.send.FakeCarrier.Entry;
import dev.tandem.messaging.send.FakeCarrier.Fault;
import dev.tandem.messaging.send.SubmitResult.NotWelcome;
import dev.tandem.messaging.send.SubmitResult.Refused;
import dev.tandem.messaging.send.SubmitResult.Submitted;
import dev.tandem.storage.Ids;
import dev.tandem.storage.message.Message;
import dev.tandem.storage.message.MessageState;
import dev.tandem.storage.workspace.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: who asked for no more texts gets none, by whatever path and however late they said so; who
/// did not is texted. Method: people speak while texts are handed in, wait and are retried; the
/// carrier's ledger says what left. All phrases of the classifier's test, each by a person of its
/// own.
@ExtendWith(RealStorage.class)
class NobodyIsTextedAgainstTheirWillTest {
  private static final String PERSON = "+12025550123";

  private static void says(SendingRoom room, String person, String words) {
    Office office = room.office();
    office
        .storage()
        .inWorkspace(
            office.workspace(),
            tx -> {
              UUID number = new Numbers().byE164(tx, office.number().e164()).orElseThrow().id();
              return new ConsentGate().heard(tx, number, person, words, Ids.next(), true);
            });
  }

  private static SubmitResult submit(SendingRoom room, String person) {
    return room.submit(Ids.next().toString(), person, "hello");
  }

  @Test
  void aTextHandedInAfterwardsIsRefusedWithAReason(RealStorage.Opened opened) {
    try (SendingRoom room = SendingRoom.open(opened.storage(), 31)) {
      says(room, PERSON, "STOP");
      NotWelcome refused = assertInstanceOf(NotWelcome.class, submit(room, PERSON));
      assertEquals(Standing.OPTED_OUT, refused.standing());
      assertTrue(refused.detail().contains("START"), refused.detail());
      says(room, PERSON, "START");
      room.settled(
          assertInstanceOf(Submitted.class, submit(room, PERSON)).message().id(),
          MessageState.SENT);
      says(room, PERSON, "wrong number");
      NotWelcome doubtful = assertInstanceOf(NotWelcome.class, submit(room, PERSON));
      assertEquals(Standing.DOUBTFUL, doubtful.standing());
      assertTrue(doubtful.detail().contains("decide"));
      assertEquals(1, room.carrier().ledger().size());
    }
  }

  @Test
  void aTextThatWaitsIsStoppedWhenItWouldLeave(RealStorage.Opened opened) {
    try (SendingRoom room = SendingRoom.open(opened.storage(), 32)) {
      room.carrier().always(() -> Fault.BUSY);
      UUID waiting = room.send(PERSON, "hello");
      UUID other = room.send("+12025550124", "hello");
      says(room, PERSON, "please stop texting me");
      Message stopped = room.settled(waiting, MessageState.FAILED);
      assertEquals("opted_out", stopped.errorCode().orElseThrow());
      assertTrue(stopped.errorText().orElseThrow().value().contains("no more texts"));
      room.carrier().always(() -> Fault.NONE);
      room.settled(other, MessageState.SENT);
      assertEquals(
          List.of("+12025550124"), room.carrier().ledger().stream().map(Entry::to).toList());
    }
  }

  @Test
  void aTextThatWasLostIsNotSentAgain(RealStorage.Opened opened) {
    try (SendingRoom room = SendingRoom.open(opened.storage(), 33)) {
      room.carrier().next(Fault.REQUEST_LOST);
      UUID lost = room.send(PERSON, "hello");
      says(room, PERSON, "ALTO");
      Message end = room.settled(lost, MessageState.FAILED);
      assertEquals("opted_out", end.errorCode().orElseThrow());
      assertEquals(List.of(), room.carrier().ledger());
    }
  }

  @Test
  void whatTheCarrierRefusesForItIsNotTriedAgain(RealStorage.Opened opened) {
    try (SendingRoom room = SendingRoom.open(opened.storage(), 34)) {
      room.carrier().next(Fault.REFUSED);
      room.settled(room.send(PERSON, "hello"), MessageState.FAILED);
      assertInstanceOf(NotWelcome.class, submit(room, PERSON));
    }
  }

  @Test
  void aRefusalUsesNoKeyUp(RealStorage.Opened opened) {
    try (SendingRoom room = SendingRoom.open(opened.storage(), 35)) {
      says(room, PERSON, "STOP");
      assertInstanceOf(NotWelcome.class, room.submit("key-35", PERSON, "hello"));
      says(room, PERSON, "START");
      Submitted sent = room.submitted("key-35", PERSON, "hello");
      room.settled(sent.message().id(), MessageState.SENT);
      says(room, PERSON, "STOP");
      assertTrue(room.submitted("key-35", PERSON, "hello").repeated(), "it was sent before");
    }
  }

  @Test
  void emergencyNumbersAndShortCodesAreExplained(RealStorage.Opened opened) {
    try (SendingRoom room = SendingRoom.open(opened.storage(), 36)) {
      for (String number : List.of("911", "9-1-1", "112")) {
        Refused refused = assertInstanceOf(Refused.class, submit(room, number), number);
        assertTrue(refused.detail().contains("emergency"), refused.detail());
      }
      Refused refused = assertInstanceOf(Refused.class, submit(room, "62262"));
      assertTrue(refused.detail().contains("short code"), refused.detail());
    }
  }

  @Test
  void twoHundredNosAreKeptAndTwoHundredOthersAreTexted(RealStorage.Opened opened) {
    try (SendingRoom room = SendingRoom.open(opened.storage(), 37)) {
      List<String> no = Phrases.of("opt-outs.tsv");
      List<String> other = Phrases.of("harmless.tsv");
      List<UUID> texted = new ArrayList<>();
      for (int i = 0; i < no.size(); i++) {
        String who = "+1202555%04d".formatted(1000 + i);
        says(room, who, no.get(i));
        assertInstanceOf(NotWelcome.class, submit(room, who), no.get(i));
        String friend = "+1202555%04d".formatted(2000 + i);
        says(room, friend, other.get(i));
        texted.add(assertInstanceOf(Submitted.class, submit(room, friend)).message().id());
      }
      texted.forEach(id -> room.settled(id, MessageState.SENT));
      Set<String> reached =
          room.carrier().ledger().stream().map(Entry::to).collect(Collectors.toSet());
      assertEquals(200, reached.size());
      assertTrue(reached.stream().allMatch(to -> to.startsWith("+12025552")));
    }
  }
}
