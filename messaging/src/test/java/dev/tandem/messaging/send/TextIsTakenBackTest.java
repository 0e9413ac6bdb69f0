package dev.tandem.messaging.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tandem.messaging.RealStorage;
import dev.tandem.messaging.send.SubmitResult.Submitted;
import dev.tandem.storage.Ids;
import dev.tandem.storage.message.MessageState;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: a text that is held can be taken back by who wrote it, and then never reaches the carrier;
/// one that left cannot. Method: a real outbox, a carrier with a ledger, holds of a second.
@ExtendWith(RealStorage.class)
class TextIsTakenBackTest {
  private static final String SOMEBODY = "+12025550123";

  @Test
  void neverReachesTheCarrier(RealStorage.Opened opened) {
    try (SendingRoom room = SendingRoom.open(opened.storage(), 1)) {
      UUID regretted = held(room, "regretted", Duration.ofSeconds(1));
      assertEquals(
          MessageState.CANCELED,
          assertInstanceOf(TakeBackResult.TakenBack.class, takeBack(room, regretted))
              .message()
              .state());
      assertInstanceOf(
          TakeBackResult.TakenBack.class, takeBack(room, regretted), "twice is taken back");
      UUID meant = held(room, "meant", Duration.ofSeconds(1));
      room.settled(meant, MessageState.SENT);
      assertEquals(List.of("meant"), texts(room));
      assertEquals(MessageState.CANCELED, room.office().message(regretted).state());
    }
  }

  @Test
  void aTextThatLeftIsNotTakenBack(RealStorage.Opened opened) {
    try (SendingRoom room = SendingRoom.open(opened.storage(), 2)) {
      UUID sent = held(room, "gone", Duration.ZERO);
      room.settled(sent, MessageState.SENT);
      assertInstanceOf(TakeBackResult.TooLate.class, takeBack(room, sent));
      assertEquals(MessageState.SENT, room.office().message(sent).state());
    }
  }

  @Test
  void onlyWhoWroteItTakesItBack(RealStorage.Opened opened) {
    try (SendingRoom room = SendingRoom.open(opened.storage(), 3)) {
      UUID held = held(room, "mine", Duration.ofSeconds(1));
      assertInstanceOf(
          TakeBackResult.NotTheirs.class,
          room.submit().takeBack(room.office().workspace(), UUID.randomUUID(), held));
      assertInstanceOf(TakeBackResult.NotTheirs.class, takeBack(room, UUID.randomUUID()));
      room.settled(held, MessageState.SENT);
    }
  }

  @Test
  void laterTextsOfTheConversationWaitForOneThatIsHeld(RealStorage.Opened opened) {
    try (SendingRoom room = SendingRoom.open(opened.storage(), 4)) {
      UUID first = held(room, "first", Duration.ofMillis(700));
      UUID second = held(room, "second", Duration.ZERO);
      room.settled(second, MessageState.SENT);
      assertEquals(MessageState.SENT, room.office().message(first).state());
      assertEquals(List.of("first", "second"), texts(room));
    }
  }

  @Test
  void nothingIsHeldForLong() {
    Duration longer = TextDraft.MAX_HOLD.plusMillis(1);
    List<String> to = List.of(SOMEBODY);
    assertThrows(
        IllegalArgumentException.class, () -> new TextDraft("+12025550190", to, "a", longer));
  }

  private static UUID held(SendingRoom room, String text, Duration hold) {
    TextDraft draft = new TextDraft(room.office().number().e164(), List.of(SOMEBODY), text, hold);
    SubmitResult result =
        room.submit()
            .submit(
                room.office().workspace(), room.office().member(), Ids.next().toString(), draft);
    return assertInstanceOf(Submitted.class, result).message().id();
  }

  private static TakeBackResult takeBack(SendingRoom room, UUID message) {
    return room.submit().takeBack(room.office().workspace(), room.office().member(), message);
  }

  private static List<String> texts(SendingRoom room) {
    return room.carrier().ledger().stream().map(FakeCarrier.Entry::text).toList();
  }
}
