package dev.tandem.messaging.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.tandem.messaging.Office;
import dev.tandem.messaging.RealStorage;
import dev.tandem.messaging.broadcast.BroadcastDraft;
import dev.tandem.messaging.broadcast.BroadcastLimits;
import dev.tandem.messaging.broadcast.BroadcastResult;
import dev.tandem.messaging.broadcast.DueBroadcasts;
import dev.tandem.messaging.broadcast.Outlook;
import dev.tandem.messaging.broadcast.PlanBroadcast;
import dev.tandem.messaging.carrier.Carriers;
import dev.tandem.messaging.carrier.WebhookAddress;
import dev.tandem.messaging.consent.ConsentGate;
import dev.tandem.messaging.schedule.ScheduleLimits;
import dev.tandem.messaging.send.FakeCarrier.Entry;
import dev.tandem.storage.Ids;
import dev.tandem.storage.Storage;
import dev.tandem.storage.TenantWork;
import dev.tandem.storage.broadcast.Broadcast;
import dev.tandem.storage.broadcast.Broadcast.State;
import dev.tandem.storage.broadcast.Broadcast.Stop;
import dev.tandem.storage.broadcast.Broadcasts;
import dev.tandem.storage.broadcast.Receiver.Progress;
import dev.tandem.storage.broadcast.Receivers;
import dev.tandem.storage.job.Jobs;
import dev.tandem.storage.workspace.Numbers;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: a broadcast begins at the time that was chosen for it, unless it was given another one,
/// was paused or canceled; whoever said no meanwhile gets none, whoever is asleep then gets it in
/// their morning; one that nothing was at work for stays. Method: a real store and queue, time is a
/// number, the carrier's ledger says what left.
@ExtendWith(RealStorage.class)
class BroadcastBeginsAtItsTimeTest {
  private static final String NEW_YORK = "+12125551000";
  private static final String BOSTON = "+16175551000";
  private static final String LONDON = "+442071838750";

  private static final class Desk implements AutoCloseable {
    /// Noon in New York, five in the afternoon in London, tomorrow.
    private final Instant noon =
        LocalDate.now(ZoneOffset.UTC).plusDays(1).atTime(17, 0).toInstant(ZoneOffset.UTC);

    private final AtomicReference<Instant> now = new AtomicReference<>(noon.minusSeconds(3_600));
    private final SendingRoom room;
    private final PlanBroadcast plan;
    private final DueBroadcasts due;
    private final Jobs jobs;

    Desk(Storage storage, long seed) {
      FakeCarrier carrier = new FakeCarrier("fake");
      Carriers carriers = new Carriers(List.of(carrier));
      Outbox outbox =
          new Outbox(
              storage,
              carriers,
              new WebhookAddress(URI.create("https://phone.example")),
              SendingRoom.FAST,
              now::get,
              new Random(seed));
      outbox.start();
      room =
          new SendingRoom(
              Office.open(storage, "fake"),
              carrier,
              outbox,
              new SubmitText(storage, outbox, carriers, now::get));
      jobs = new Jobs(storage);
      plan = new PlanBroadcast(carriers, jobs);
      due = new DueBroadcasts(storage, room.submit(), carriers);
      NightIsKeptTest.quiet(room.office(), true, LocalTime.of(21, 0), LocalTime.of(8, 0));
    }

    <T> T in(TenantWork<T> work) {
      return room.office().storage().inWorkspace(room.office().workspace(), work);
    }

    BroadcastResult begin(Instant at, String... to) {
      BroadcastDraft draft =
          new BroadcastDraft(
              "Hours", room.office().number().e164(), List.of(to), "Hi", 600, Optional.of(at));
      return in(tx -> plan.begin(tx, Ids.next(), room.office().member(), draft));
    }

    UUID begun(Instant at, String... to) {
      return done(begin(at, to)).id();
    }

    Broadcast read(UUID id) {
      return in(tx -> new Broadcasts().find(tx, id)).orElseThrow();
    }

    /// What is due then is worked on, and leaves.
    void at(Instant time) {
      now.set(time);
      boolean more = true;
      while (more) {
        more = due.work(time);
      }
      Office.eventually("an empty queue", () -> jobs.nextDue(Outbox.KIND).isEmpty());
    }

    /// The same, for some seconds, until nothing is left to do but to wait.
    void from(Instant time) {
      for (int second = 0; second < 3; second++) {
        at(time.plusSeconds(second));
      }
    }

    List<String> left() {
      return room.carrier().ledger().stream().map(Entry::to).sorted().toList();
    }

    @Override
    public void close() {
      room.close();
    }
  }

  private static Broadcast done(BroadcastResult result) {
    return assertInstanceOf(BroadcastResult.Done.class, result).broadcast();
  }

  @Test
  void itBeginsThenAndEachIsAskedForThen(RealStorage.Opened opened) {
    try (Desk desk = new Desk(opened.storage(), 301)) {
      Instant evening = desk.noon.plus(Duration.ofHours(6));
      UUID id = desk.begun(evening, NEW_YORK, BOSTON, LONDON);
      assertEquals(State.SCHEDULED, desk.read(id).state());
      assertEquals(Optional.of(evening), desk.read(id).beginsAt());
      desk.from(evening.minusSeconds(10));
      assertEquals(List.of(), desk.left());
      desk.in(
          tx -> {
            UUID number =
                new Numbers().byE164(tx, desk.room.office().number().e164()).orElseThrow().id();
            new ConsentGate().heard(tx, number, BOSTON, "STOP", Ids.next(), true);
            return true;
          });
      desk.from(evening);
      assertEquals(List.of(NEW_YORK), desk.left());
      assertEquals(Optional.empty(), desk.read(id).beginsAt());
      assertEquals(
          Map.of(Progress.SENT, 1, Progress.REFUSED, 1, Progress.NIGHT, 1),
          desk.in(tx -> new Receivers().tally(tx, id)),
          "it is eleven at night in London");
      desk.from(evening.plus(Duration.ofHours(15)));
      assertEquals(List.of(NEW_YORK, LONDON), desk.left());
      assertEquals(State.DONE, desk.read(id).state());
    }
  }

  @Test
  void itsTimeIsChangedUntilThen(RealStorage.Opened opened) {
    try (Desk desk = new Desk(opened.storage(), 302)) {
      UUID id = desk.begun(desk.noon, NEW_YORK, BOSTON);
      Instant later = desk.noon.plus(Duration.ofHours(2));
      assertEquals(
          Optional.of(later), done(desk.in(tx -> desk.plan.schedule(tx, id, later))).beginsAt());
      desk.from(desk.noon);
      assertEquals(List.of(), desk.left(), "the first time is not its time any more");
      desk.at(later);
      assertEquals(1, desk.left().size());
      assertInstanceOf(
          BroadcastResult.UnderWay.class, desk.in(tx -> desk.plan.schedule(tx, id, later)));
      // A paused one goes on at a time.
      BroadcastResult _ = desk.in(tx -> desk.plan.pause(tx, id));
      Instant last = later.plus(Duration.ofHours(1));
      assertEquals(State.SCHEDULED, done(desk.in(tx -> desk.plan.schedule(tx, id, last))).state());
      desk.from(later.plusSeconds(60));
      assertEquals(1, desk.left().size());
      desk.from(last);
      assertEquals(List.of(NEW_YORK, BOSTON), desk.left());
      assertInstanceOf(BroadcastResult.Over.class, desk.in(tx -> desk.plan.schedule(tx, id, last)));
      assertInstanceOf(
          BroadcastResult.Unknown.class, desk.in(tx -> desk.plan.schedule(tx, Ids.next(), last)));
    }
  }

  @Test
  void itIsPausedCanceledOrBegunBefore(RealStorage.Opened opened) {
    try (Desk desk = new Desk(opened.storage(), 303)) {
      UUID paused = desk.begun(desk.noon, NEW_YORK);
      UUID canceled = desk.begun(desk.noon, BOSTON);
      assertEquals(State.PAUSED, done(desk.in(tx -> desk.plan.pause(tx, paused))).state());
      assertEquals(State.CANCELED, done(desk.in(tx -> desk.plan.cancel(tx, canceled))).state());
      desk.from(desk.noon);
      assertEquals(List.of(), desk.left());
      UUID now = desk.begun(desk.noon.plus(Duration.ofHours(2)), NEW_YORK);
      assertEquals(State.RUNNING, done(desk.in(tx -> desk.plan.resume(tx, now))).state());
      desk.from(desk.noon.plusSeconds(5));
      assertEquals(List.of(NEW_YORK), desk.left());
      desk.from(desk.noon.plus(Duration.ofHours(2)));
      assertEquals(List.of(NEW_YORK), desk.left(), "not again at its time");
    }
  }

  @Test
  void whatNothingWasAtWorkForStays(RealStorage.Opened opened) {
    try (Desk desk = new Desk(opened.storage(), 304)) {
      UUID id = desk.begun(desk.noon, NEW_YORK);
      desk.from(desk.noon.plus(ScheduleLimits.LATE).plusSeconds(1));
      assertEquals(List.of(), desk.left());
      assertEquals(
          List.of(State.PAUSED, Optional.of(Stop.LATE)),
          List.of(desk.read(id).state(), desk.read(id).stopped()));
      UUID inTime = desk.begun(desk.noon, BOSTON);
      desk.from(desk.noon.plus(ScheduleLimits.LATE).minusSeconds(5));
      assertEquals(List.of(BOSTON), desk.left());
      assertEquals(State.DONE, desk.read(inTime).state());
    }
  }

  @Test
  void aTimeThatIsNoneIsRefused(RealStorage.Opened opened) {
    try (Desk desk = new Desk(opened.storage(), 305)) {
      for (Instant wrong :
          List.of(
              Instant.now().minusSeconds(1),
              Instant.now().plusSeconds(30),
              Instant.now().plus(ScheduleLimits.LATEST).plusSeconds(60))) {
        assertEquals(
            List.of("begins_at"),
            assertInstanceOf(BroadcastResult.Wrong.class, desk.begin(wrong, NEW_YORK))
                .faults()
                .stream()
                .map(Outlook.Fault::field)
                .toList());
      }
      long open = desk.in(tx -> new Broadcasts().open(tx));
      assertEquals(0, open, "nothing was kept");
    }
  }

  @Test
  void noMoreThanSoManyAreNotOver(RealStorage.Opened opened) {
    try (Desk desk = new Desk(opened.storage(), 306)) {
      UUID first = desk.begun(desk.noon, NEW_YORK);
      for (int more = 1; more < BroadcastLimits.OPEN; more++) {
        UUID _ = desk.begun(desk.noon, NEW_YORK);
      }
      assertInstanceOf(BroadcastResult.TooMany.class, desk.begin(desk.noon, NEW_YORK));
      BroadcastResult _ = desk.in(tx -> desk.plan.cancel(tx, first));
      UUID _ = desk.begun(desk.noon, NEW_YORK);
    }
  }
}
