package dev.tandem.messaging.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.tandem.messaging.Office;
import dev.tandem.messaging.RealStorage;
import dev.tandem.messaging.carrier.Carriers;
import dev.tandem.messaging.schedule.DueTexts;
import dev.tandem.messaging.schedule.ScheduleDraft;
import dev.tandem.messaging.schedule.ScheduleResult;
import dev.tandem.messaging.schedule.ScheduleText;
import dev.tandem.messaging.send.FakeCarrier.Entry;
import dev.tandem.messaging.send.FakeCarrier.Fault;
import dev.tandem.messaging.send.SubmitResult.AtNight;
import dev.tandem.messaging.send.SubmitResult.Submitted;
import dev.tandem.storage.Ids;
import dev.tandem.storage.job.Jobs;
import dev.tandem.storage.message.MessageState;
import dev.tandem.storage.schedule.ScheduledText;
import dev.tandem.storage.schedule.ScheduledTexts;
import dev.tandem.storage.workspace.QuietTimes;
import dev.tandem.storage.workspace.Workspaces;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: at the moment of sending, what no person sends waits for the morning of whom it is for; a
/// member is asked and decides. Method: a clock that stands where it is night in New York and not
/// in London; for what is under way, a night that begins around the hour of the test.
@ExtendWith(RealStorage.class)
class NightIsKeptTest {
  private static final String NEW_YORK = "+12125550123";
  private static final String LONDON = "+442071838750";

  /// 23:40 in New York, 4:40 in London in summer.
  private static final Instant NIGHT = Instant.parse("2026-06-02T03:40:00Z");

  private static final Instant MORNING = Instant.parse("2026-06-02T12:00:00Z");

  static void quiet(Office office, boolean on, LocalTime from, LocalTime until) {
    office
        .storage()
        .inWorkspace(
            office.workspace(),
            tx -> {
              new Workspaces().keepQuiet(tx, new QuietTimes(on, from, until));
              return true;
            });
  }

  private static SubmitResult submit(
      SendingRoom room, Instant now, String to, String text, Night night) {
    SubmitText submit =
        new SubmitText(
            room.office().storage(),
            room.outbox(),
            new Carriers(List.of(room.carrier())),
            InstantSource.fixed(now));
    return submit.submit(
        room.office().workspace(),
        room.office().member(),
        Ids.next().toString(),
        new TextDraft(room.office().number().e164(), List.of(to), text, Duration.ZERO, night));
  }

  private static List<String> left(SendingRoom room) {
    return room.carrier().ledger().stream().map(Entry::text).sorted().toList();
  }

  @Test
  void atNightItIsSaidWhenTheNightIsOver(RealStorage.Opened opened) {
    try (SendingRoom room = SendingRoom.open(opened.storage(), 81)) {
      for (Night night : List.of(Night.ASKED, Night.DAYTIME)) {
        AtNight asked =
            assertInstanceOf(AtNight.class, submit(room, NIGHT, NEW_YORK, "hello", night));
        assertEquals(MORNING, asked.until());
      }
      assertEquals(
          Instant.parse("2026-06-02T07:00:00Z"),
          assertInstanceOf(AtNight.class, submit(room, NIGHT, LONDON, "hello", Night.ASKED))
              .until());
      assertEquals(List.of(), room.office().messages());
      Submitted anyway =
          assertInstanceOf(
              Submitted.class, submit(room, NIGHT, NEW_YORK, "they expect it", Night.ANYWAY));
      room.settled(anyway.message().id(), MessageState.SENT);
      Submitted day =
          assertInstanceOf(Submitted.class, submit(room, MORNING, NEW_YORK, "by day", Night.ASKED));
      room.settled(day.message().id(), MessageState.SENT);
      quiet(room.office(), false, LocalTime.of(21, 0), LocalTime.of(8, 0));
      Submitted off =
          assertInstanceOf(
              Submitted.class, submit(room, NIGHT, NEW_YORK, "no nights", Night.ASKED));
      room.settled(off.message().id(), MessageState.SENT);
    }
  }

  @Test
  void aNumberThatMayBeAnywhereHasTheNightOfOurs(RealStorage.Opened opened) {
    try (SendingRoom room = SendingRoom.open(opened.storage(), 82)) {
      assertInstanceOf(
          AtNight.class, submit(room, NIGHT, "+18885550123", "toll-free", Night.ASKED));
      assertInstanceOf(
          Submitted.class,
          submit(
              room,
              Instant.parse("2026-06-02T18:00:00Z"),
              "+18885550123",
              "toll-free by day",
              Night.ASKED));
    }
  }

  @Test
  void whatIsDelayedIntoTheNightWaitsThereAndHoldsUpNobody(RealStorage.Opened opened) {
    try (SendingRoom room = SendingRoom.open(opened.storage(), 83)) {
      LocalTime there =
          Instant.now()
              .atZone(ZoneId.of("America/New_York"))
              .toLocalTime()
              .truncatedTo(ChronoUnit.MINUTES);
      LocalTime from = there.minusHours(1);
      LocalTime until = there.plusHours(2);
      quiet(room.office(), false, from, until);
      room.carrier().always(() -> Fault.BUSY);
      Submitted program =
          assertInstanceOf(
              Submitted.class,
              submit(room, Instant.now(), NEW_YORK, "by a program", Night.DAYTIME));
      quiet(room.office(), true, from, until);
      Jobs jobs = new Jobs(opened.storage());
      Office.eventually(
          "it waits for the morning",
          () ->
              jobs.nextDue(Outbox.KIND)
                  .filter(due -> due.isAfter(Instant.now().plus(Duration.ofMinutes(100))))
                  .isPresent());
      room.carrier().always(() -> Fault.NONE);
      Submitted member =
          assertInstanceOf(
              Submitted.class, submit(room, Instant.now(), NEW_YORK, "by a member", Night.ANYWAY));
      room.settled(member.message().id(), MessageState.SENT);
      assertEquals(List.of("by a member"), left(room));
      quiet(room.office(), false, from, until);
      due(room, program.message().id());
      room.outbox().wake();
      room.settled(program.message().id(), MessageState.SENT);
      assertEquals(List.of("by a member", "by a program"), left(room));
    }
  }

  private static void due(SendingRoom room, UUID message) {
    room.office()
        .storage()
        .inWorkspace(
            room.office().workspace(),
            tx ->
                tx.sql()
                    .change("UPDATE system.job SET due_at = now() WHERE subject_id = $1", message));
  }

  @Test
  void whatComesDueAtNightLeavesInTheMorning(RealStorage.Opened opened) {
    try (SendingRoom room = SendingRoom.open(opened.storage(), 84)) {
      ScheduledTexts texts = new ScheduledTexts();
      Office office = room.office();
      Instant at = Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MINUTES);
      LocalTime there = at.atZone(ZoneId.of("America/New_York")).toLocalTime();
      quiet(office, true, there.minusHours(1), there.plusHours(2));
      SubmitText then =
          new SubmitText(
              opened.storage(),
              room.outbox(),
              new Carriers(List.of(room.carrier())),
              InstantSource.fixed(at));
      UUID id = Ids.next();
      assertInstanceOf(
          ScheduleResult.Scheduled.class,
          opened
              .storage()
              .inWorkspace(
                  office.workspace(),
                  tx ->
                      new ScheduleText(opened.storage(), then)
                          .schedule(
                              tx,
                              id,
                              office.member(),
                              new ScheduleDraft(
                                  new TextDraft(
                                      office.number().e164(), List.of(NEW_YORK), "at night"),
                                  at,
                                  true))));
      DueTexts due = new DueTexts(opened.storage(), then);
      work(due, at);
      ScheduledText waits =
          opened.storage().inWorkspace(office.workspace(), tx -> texts.find(tx, id)).orElseThrow();
      assertEquals(ScheduledText.State.WAITING, waits.state());
      assertEquals(
          List.of(at, at.plus(Duration.ofHours(2))), List.of(waits.wantedAt(), waits.sendAt()));
      quiet(office, false, there.minusHours(1), there.plusHours(2));
      work(due, waits.sendAt());
      UUID message =
          opened
              .storage()
              .inWorkspace(office.workspace(), tx -> texts.find(tx, id))
              .orElseThrow()
              .messageId()
              .orElseThrow();
      room.settled(message, MessageState.SENT);
    }
  }

  private static void work(DueTexts due, Instant now) {
    boolean more = true;
    while (more) {
      more = due.work(now);
    }
  }
}
