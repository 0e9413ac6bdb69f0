package dev.tandem.messaging.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.messaging.RealStorage;
import dev.tandem.messaging.consent.ConsentGate;
import dev.tandem.messaging.schedule.DueTexts;
import dev.tandem.messaging.schedule.ScheduleDraft;
import dev.tandem.messaging.schedule.ScheduleLimits;
import dev.tandem.messaging.schedule.ScheduleResult;
import dev.tandem.messaging.schedule.ScheduleText;
import dev.tandem.messaging.send.FakeCarrier.Entry;
import dev.tandem.storage.Ids;
import dev.tandem.storage.Storage;
import dev.tandem.storage.TenantWork;
import dev.tandem.storage.message.Direction;
import dev.tandem.storage.message.Encoding;
import dev.tandem.storage.message.MessageState;
import dev.tandem.storage.message.Messages;
import dev.tandem.storage.message.NewMessage;
import dev.tandem.storage.schedule.ScheduledText;
import dev.tandem.storage.schedule.ScheduledText.HeldFor;
import dev.tandem.storage.schedule.ScheduledText.State;
import dev.tandem.storage.schedule.ScheduledTexts;
import dev.tandem.storage.seal.Personal;
import dev.tandem.storage.workspace.CarrierAccounts;
import dev.tandem.storage.workspace.Numbers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: a scheduled text leaves at its time and once, as its author last wrote it; not when they
/// replied, not against their will, not long after its time. Method: a real store and queue, time
/// is a number, the carrier's ledger says what left.
@ExtendWith(RealStorage.class)
class ScheduledTextLeavesAtItsTimeTest {
  private static final String PERSON = "+12025550123";

  private static final class Desk implements AutoCloseable {
    private final SendingRoom room;
    private final ScheduleText schedule;
    private final DueTexts due;
    private final ScheduledTexts texts = new ScheduledTexts();
    private final Instant at =
        Instant.now().plus(Duration.ofHours(2)).truncatedTo(ChronoUnit.MILLIS);

    Desk(Storage storage, long seed) {
      room = SendingRoom.open(storage, seed);
      schedule = new ScheduleText(storage, room.submit());
      due = new DueTexts(storage, room.submit());
      // Whatever the hour at which this runs.
      NightIsKeptTest.quiet(room.office(), false, LocalTime.of(21, 0), LocalTime.of(8, 0));
    }

    <T> T in(TenantWork<T> work) {
      return room.office().storage().inWorkspace(room.office().workspace(), work);
    }

    ScheduleResult schedule(String text, Instant when, boolean unlessReply) {
      TextDraft draft = new TextDraft(room.office().number().e164(), List.of(PERSON), text);
      return in(
          tx ->
              schedule.schedule(
                  tx,
                  Ids.next(),
                  room.office().member(),
                  new ScheduleDraft(draft, when, unlessReply)));
    }

    UUID scheduled(String text, boolean unlessReply) {
      return assertInstanceOf(ScheduleResult.Scheduled.class, schedule(text, at, unlessReply))
          .text()
          .id();
    }

    ScheduledText read(UUID id) {
      return in(tx -> texts.find(tx, id)).orElseThrow();
    }

    void work(Instant now) {
      boolean more = true;
      while (more) {
        more = due.work(now);
      }
    }

    List<String> left() {
      return room.carrier().ledger().stream().map(Entry::text).toList();
    }

    void says(String words) {
      in(
          tx -> {
            UUID number =
                new Numbers().byE164(tx, room.office().number().e164()).orElseThrow().id();
            return new ConsentGate().heard(tx, number, PERSON, words, Ids.next(), true);
          });
    }

    void replies(UUID conversation) {
      in(
          tx ->
              new Messages()
                  .append(
                      tx,
                      new NewMessage(
                          Ids.next(),
                          conversation,
                          Direction.IN,
                          Personal.of(PERSON),
                          Personal.of(List.of(room.office().number().e164())),
                          Personal.of("on my way"),
                          MessageState.RECEIVED,
                          1,
                          Encoding.GSM7,
                          Optional.empty(),
                          Optional.of(room.office().accountId()),
                          Optional.of("IN" + Ids.next()))));
    }

    @Override
    public void close() {
      room.close();
    }
  }

  @Test
  void itLeavesOnceHoweverManyLook(RealStorage.Opened opened) throws Exception {
    try (Desk desk = new Desk(opened.storage(), 61)) {
      UUID id = desk.scheduled("at ten", false);
      desk.work(desk.at.minusMillis(1));
      assertEquals(State.WAITING, desk.read(id).state());
      assertEquals(List.of(), desk.left());
      List<Future<?>> looks = new ArrayList<>();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 8; i++) {
          looks.add(threads.submit(() -> desk.work(desk.at)));
        }
      }
      for (Future<?> look : looks) {
        look.get();
      }
      ScheduledText left = desk.read(id);
      assertEquals(State.SENT, left.state());
      desk.room.settled(left.messageId().orElseThrow(), MessageState.SENT);
      assertEquals(List.of("at ten"), desk.left());
      assertEquals(
          Optional.of(desk.room.office().member()),
          desk.room.office().message(left.messageId().orElseThrow()).authorMemberId());
    }
  }

  @Test
  void aReplyKeepsItAndItCanStillBeSent(RealStorage.Opened opened) {
    try (Desk desk = new Desk(opened.storage(), 62)) {
      UUID unless = desk.scheduled("are you coming?", true);
      UUID always = desk.scheduled("the door code is 4", false);
      desk.replies(desk.read(unless).conversationId());
      desk.work(desk.at);
      assertEquals(State.REPLIED, desk.read(unless).state());
      desk.room.settled(desk.read(always).messageId().orElseThrow(), MessageState.SENT);
      assertEquals(List.of("the door code is 4"), desk.left());
      ScheduleResult.Left now =
          assertInstanceOf(
              ScheduleResult.Left.class,
              desk.in(tx -> desk.schedule.sendNow(tx, unless, desk.room.office().member())));
      desk.room.submit().wake();
      desk.room.settled(now.submitted().message().id(), MessageState.SENT);
      assertEquals(2, desk.left().size());
    }
  }

  @Test
  void whatThePersonSaidMeanwhileCounts(RealStorage.Opened opened) {
    try (Desk desk = new Desk(opened.storage(), 63)) {
      UUID id = desk.scheduled("hello again", false);
      desk.says("STOP");
      desk.work(desk.at);
      ScheduledText kept = desk.read(id);
      assertEquals(State.HELD, kept.state());
      assertEquals(Optional.of(HeldFor.NO_CONSENT), kept.heldFor());
      assertEquals(List.of(), desk.left());
      ScheduleResult.No no =
          assertInstanceOf(ScheduleResult.No.class, desk.schedule("and again", desk.at, false));
      assertInstanceOf(SubmitResult.NotWelcome.class, no.why());
    }
  }

  @Test
  void aNumberWithoutAnAccountHoldsIt(RealStorage.Opened opened) {
    try (Desk desk = new Desk(opened.storage(), 64)) {
      UUID id = desk.scheduled("hello", false);
      assertTrue(
          desk.<Boolean>in(tx -> new CarrierAccounts().remove(tx, desk.room.office().accountId())));
      desk.work(desk.at);
      assertEquals(Optional.of(HeldFor.REFUSED), desk.read(id).heldFor());
    }
  }

  @Test
  void longAfterItsTimeItIsHeldAndALittleAfterItLeaves(RealStorage.Opened opened) {
    try (Desk desk = new Desk(opened.storage(), 65)) {
      UUID late = desk.scheduled("in any case", false);
      UUID unless = desk.scheduled("unless you reply", true);
      Instant back = desk.at.plus(ScheduleLimits.LATE_UNLESS_REPLY).plusMillis(1);
      desk.work(back);
      assertEquals(
          List.of(State.SENT, State.HELD),
          List.of(desk.read(late).state(), desk.read(unless).state()));
      assertEquals(Optional.of(HeldFor.LATE), desk.read(unless).heldFor());
      desk.room.settled(desk.read(late).messageId().orElseThrow(), MessageState.SENT);
      UUID older = desk.scheduled("too old", false);
      desk.work(desk.at.plus(ScheduleLimits.LATE).plusMillis(1));
      assertEquals(Optional.of(HeldFor.LATE), desk.read(older).heldFor());
      assertEquals(List.of("in any case"), desk.left());
    }
  }

  @Test
  void theLastWordsTimeAndAuthorCount(RealStorage.Opened opened) {
    try (Desk desk = new Desk(opened.storage(), 66)) {
      UUID id = desk.scheduled("ten o'clock", false);
      UUID other = Ids.next();
      Instant later = desk.at.plus(Duration.ofHours(1));
      assertInstanceOf(
          ScheduleResult.Scheduled.class,
          desk.in(
              tx ->
                  desk.schedule.change(
                      tx,
                      id,
                      other,
                      new ScheduleText.Edit(
                          Optional.of("eleven o'clock"), Optional.of(later), Optional.empty()))));
      desk.work(desk.at);
      assertEquals(State.WAITING, desk.read(id).state());
      desk.work(later);
      UUID message = desk.read(id).messageId().orElseThrow();
      desk.room.settled(message, MessageState.SENT);
      assertEquals(List.of("eleven o'clock"), desk.left());
      assertEquals(Optional.of(other), desk.room.office().message(message).authorMemberId());
      assertInstanceOf(ScheduleResult.TooLate.class, desk.in(tx -> desk.schedule.cancel(tx, id)));
    }
  }

  @Test
  void whatIsCanceledIsForgotten(RealStorage.Opened opened) {
    try (Desk desk = new Desk(opened.storage(), 67)) {
      UUID id = desk.scheduled("never", false);
      assertInstanceOf(ScheduleResult.Scheduled.class, desk.in(tx -> desk.schedule.cancel(tx, id)));
      assertInstanceOf(ScheduleResult.Unknown.class, desk.in(tx -> desk.schedule.cancel(tx, id)));
      desk.work(desk.at);
      assertEquals(List.of(), desk.left());
      assertFalse(desk.due.work(desk.at), "its job is done with");
    }
  }

  @Test
  void timesAndNumbersHaveBounds(RealStorage.Opened opened) {
    try (Desk desk = new Desk(opened.storage(), 68)) {
      for (Instant when :
          List.of(
              Instant.now().plus(Duration.ofSeconds(30)),
              Instant.now().plus(ScheduleLimits.LATEST).plus(Duration.ofDays(1)))) {
        ScheduleResult.No no =
            assertInstanceOf(ScheduleResult.No.class, desk.schedule("x", when, false));
        assertEquals("send_at", assertInstanceOf(SubmitResult.Refused.class, no.why()).field());
      }
      for (int i = 0; i < ScheduleLimits.A_CONVERSATION; i++) {
        UUID _ = desk.scheduled("text " + i, false);
      }
      assertInstanceOf(ScheduleResult.TooMany.class, desk.schedule("one more", desk.at, false));
      desk.work(desk.at.plus(Duration.ofDays(1)));
    }
  }
}
