package dev.tandem.messaging.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.messaging.Office;
import dev.tandem.messaging.RealStorage;
import dev.tandem.messaging.carrier.Carriers;
import dev.tandem.messaging.consent.ConsentGate;
import dev.tandem.messaging.consent.Standing;
import dev.tandem.messaging.send.FakeCarrier.Entry;
import dev.tandem.messaging.send.FakeCarrier.Fault;
import dev.tandem.messaging.send.SubmitResult.AtNight;
import dev.tandem.messaging.send.SubmitResult.NotWelcome;
import dev.tandem.messaging.send.SubmitResult.Refused;
import dev.tandem.messaging.send.SubmitResult.Submitted;
import dev.tandem.storage.Ids;
import dev.tandem.storage.message.Message;
import dev.tandem.storage.message.MessageState;
import dev.tandem.storage.workspace.Numbers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: a text to several people is one text, in one conversation whatever the order of their
/// names, and leaves only if it may go to each of them. Method: a carrier that takes groups of
/// three, with a ledger.
@ExtendWith(RealStorage.class)
class GroupGetsOneTextTest {
  private static final String ANA = "+12025550123";
  private static final String BEN = "+12025550124";
  private static final String CEM = "+14165550125";

  private static SendingRoom room(RealStorage.Opened opened, long seed) {
    SendingRoom room = SendingRoom.open(opened.storage(), seed);
    var _ = room.carrier().takesGroups(3);
    return room;
  }

  private static SubmitResult keyed(SendingRoom room, String key, String text, String... to) {
    return room.submit()
        .submit(
            room.office().workspace(),
            room.office().member(),
            key,
            new TextDraft(room.office().number().e164(), List.of(to), text));
  }

  private static SubmitResult submit(SendingRoom room, String... to) {
    return keyed(room, Ids.next().toString(), "hello all", to);
  }

  private static Message submitted(SubmitResult result) {
    return assertInstanceOf(Submitted.class, result).message();
  }

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

  @Test
  void isSentOnceAndStaysOneConversation(RealStorage.Opened opened) {
    try (SendingRoom room = room(opened, 101)) {
      Message first = submitted(keyed(room, "g-1", "one", ANA, BEN, CEM));
      assertEquals(first.id(), submitted(keyed(room, "g-1", "one", ANA, BEN, CEM)).id());
      Message second = submitted(keyed(room, "g-2", "two", CEM, "(202) 555-0124", ANA, BEN));
      Message alone = submitted(keyed(room, "g-3", "for you", ANA, " +1 202 555 0123"));
      room.settled(first.id(), MessageState.SENT);
      room.settled(second.id(), MessageState.SENT);
      room.settled(alone.id(), MessageState.SENT);
      assertEquals(first.conversationId(), second.conversationId());
      assertFalse(first.conversationId().equals(alone.conversationId()));
      assertEquals(2, room.office().conversations().size());
      List<Entry> toAll =
          room.carrier().ledger().stream().filter(entry -> !entry.others().isEmpty()).toList();
      assertEquals(List.of("one", "two"), toAll.stream().map(Entry::text).toList());
      assertEquals(ANA, toAll.getFirst().to());
      assertEquals(List.of(BEN, CEM), toAll.getFirst().others());
      assertEquals(List.of(CEM, BEN, ANA), second.to().value());
      assertEquals(3, room.carrier().ledger().size());
    }
  }

  @Test
  void whoWantsNoneStandsInTheWayOfAllUntilTheMoment(RealStorage.Opened opened) {
    try (SendingRoom room = room(opened, 102)) {
      room.carrier().always(() -> Fault.BUSY);
      Message waiting = submitted(submit(room, ANA, BEN));
      says(room, BEN, "STOP");
      Message stopped = room.settled(waiting.id(), MessageState.FAILED);
      assertEquals("opted_out", stopped.errorCode().orElseThrow());
      assertTrue(stopped.errorText().orElseThrow().value().contains("Somebody in this group"));
      room.carrier().always(() -> Fault.NONE);
      NotWelcome refused = assertInstanceOf(NotWelcome.class, submit(room, ANA, BEN, CEM));
      assertEquals(Standing.OPTED_OUT, refused.standing());
      assertFalse(refused.detail().contains("555"), refused.detail());
      room.settled(submitted(submit(room, ANA, CEM)).id(), MessageState.SENT);
      room.settled(submitted(submit(room, ANA)).id(), MessageState.SENT);
      says(room, CEM, "wrong number");
      assertEquals(
          Standing.DOUBTFUL, assertInstanceOf(NotWelcome.class, submit(room, ANA, CEM)).standing());
      assertEquals(
          Standing.OPTED_OUT,
          assertInstanceOf(NotWelcome.class, submit(room, CEM, BEN)).standing(),
          "a no outweighs a doubt");
      says(room, BEN, "START");
      room.settled(submitted(submit(room, ANA, BEN)).id(), MessageState.SENT);
      assertEquals(3, room.carrier().ledger().size());
    }
  }

  @Test
  void aCarriersRefusalForSomebodysWishIsNobodysNo(RealStorage.Opened opened) {
    try (SendingRoom room = room(opened, 103)) {
      room.carrier().next(Fault.REFUSED);
      Message refused = room.settled(submitted(submit(room, ANA, BEN)).id(), MessageState.FAILED);
      assertEquals("21610", refused.errorCode().orElseThrow());
      assertTrue(refused.errorText().orElseThrow().value().contains("Somebody in this group"));
      room.settled(submitted(submit(room, ANA)).id(), MessageState.SENT);
      room.settled(submitted(submit(room, BEN)).id(), MessageState.SENT);
    }
  }

  @Test
  void whatMayHaveBeenTakenIsNotSentAgain(RealStorage.Opened opened) {
    try (SendingRoom room = room(opened, 104)) {
      room.settled(submitted(submit(room, ANA)).id(), MessageState.SENT);
      room.carrier().next(Fault.ANSWER_LOST);
      Message lost = submitted(submit(room, ANA, BEN));
      room.settled(lost.id(), MessageState.UNCONFIRMED);
      Message next = submitted(keyed(room, "after", "later", BEN, ANA));
      room.settled(next.id(), MessageState.SENT);
      assertEquals(3, room.carrier().ledger().size());
      assertEquals(MessageState.UNCONFIRMED, room.office().message(lost.id()).state());
    }
  }

  @Test
  void whomItCannotReachIsSaidByPlace(RealStorage.Opened opened) {
    try (SendingRoom room = room(opened, 105)) {
      assertRefused(submit(room, ANA, "911"), "to[1]", "emergency");
      assertRefused(submit(room, "62262", ANA), "to[0]", "short code");
      assertRefused(submit(room, ANA, "nobody"), "to[1]", "country code");
      assertRefused(submit(room, ANA, room.office().number().e164()), "to[1]", "sent from");
      assertRefused(submit(room, new String[0]), "to", "who it is for");
      assertRefused(submit(room, ANA, "+442071838750"), "to", "United States and Canada");
      assertRefused(submit(room, ANA, BEN, CEM, "+12025550126"), "to", "groups of up to 3 people");
      String[] crowd =
          IntStream.range(0, Addressed.MAX_RECEIVERS + 1)
              .mapToObj(i -> "+1202555%04d".formatted(1000 + i))
              .toArray(String[]::new);
      assertRefused(submit(room, crowd), "to", "up to 10 people");
      assertEquals(List.of(), room.office().conversations());
    }
  }

  @Test
  void aCarrierWithoutGroupsSaysWhatToDo(RealStorage.Opened opened) {
    try (SendingRoom room = SendingRoom.open(opened.storage(), 106)) {
      assertRefused(submit(room, ANA, BEN), "to", "Text each person alone");
      assertRefused(submit(room, ANA, "911"), "to[1]", "emergency");
      var _ = room.carrier().takesGroups(2).always(() -> Fault.BUSY);
      Message waiting = submitted(submit(room, ANA, BEN));
      var _ = room.carrier().takesGroups(0).always(() -> Fault.NONE);
      Message end = room.settled(waiting.id(), MessageState.FAILED);
      assertEquals("no_groups", end.errorCode().orElseThrow());
      assertEquals(List.of(), room.carrier().ledger(), "not to the first alone either");
    }
  }

  @Test
  void theLastToWakeDecides(RealStorage.Opened opened) {
    String newYork = "+12125550123";
    String losAngeles = "+12135550123";
    // 7:00 in New York, 4:00 in Los Angeles.
    Instant early = Instant.parse("2026-06-02T11:00:00Z");
    try (SendingRoom room = room(opened, 107)) {
      SubmitText submit =
          new SubmitText(
              room.office().storage(),
              room.outbox(),
              new Carriers(List.of(room.carrier())),
              InstantSource.fixed(early));
      for (List<String> to : List.of(List.of(newYork, losAngeles), List.of(losAngeles, newYork))) {
        AtNight asked =
            assertInstanceOf(
                AtNight.class,
                submit.submit(
                    room.office().workspace(),
                    room.office().member(),
                    Ids.next().toString(),
                    new TextDraft(
                        room.office().number().e164(), to, "hi", Duration.ZERO, Night.ASKED)));
        assertEquals(Instant.parse("2026-06-02T15:00:00Z"), asked.until());
      }
    }
  }

  private static void assertRefused(SubmitResult result, String field, String words) {
    Refused refused = assertInstanceOf(Refused.class, result);
    assertEquals(field, refused.field());
    assertTrue(refused.detail().contains(words), refused.detail());
  }
}
