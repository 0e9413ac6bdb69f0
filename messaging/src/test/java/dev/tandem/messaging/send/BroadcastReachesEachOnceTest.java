package dev.tandem.messaging.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.messaging.Office;
import dev.tandem.messaging.RealStorage;
import dev.tandem.messaging.broadcast.BroadcastDraft;
import dev.tandem.messaging.broadcast.BroadcastResult;
import dev.tandem.messaging.broadcast.DueBroadcasts;
import dev.tandem.messaging.broadcast.Outlook;
import dev.tandem.messaging.broadcast.PlanBroadcast;
import dev.tandem.messaging.carrier.Carriers;
import dev.tandem.messaging.carrier.WebhookAddress;
import dev.tandem.messaging.consent.ConsentGate;
import dev.tandem.messaging.send.FakeCarrier.Entry;
import dev.tandem.messaging.send.FakeCarrier.Fault;
import dev.tandem.storage.Ids;
import dev.tandem.storage.Storage;
import dev.tandem.storage.TenantWork;
import dev.tandem.storage.broadcast.Broadcast;
import dev.tandem.storage.broadcast.Broadcast.State;
import dev.tandem.storage.broadcast.Broadcast.Stop;
import dev.tandem.storage.broadcast.Broadcasts;
import dev.tandem.storage.broadcast.Receiver.Progress;
import dev.tandem.storage.broadcast.Receiver.Refusal;
import dev.tandem.storage.broadcast.Receivers;
import dev.tandem.storage.contact.Contacts;
import dev.tandem.storage.job.Jobs;
import dev.tandem.storage.message.Conversations;
import dev.tandem.storage.workspace.NumberRegistration.Status;
import dev.tandem.storage.workspace.NumberRegistrations;
import dev.tandem.storage.workspace.Numbers;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: each receiver of a broadcast gets it once, in a conversation of their own, at its pace and
/// behind no more than a few others in the queue; whoever wants none gets none, whoever is asleep
/// gets it in the morning; it can be paused and canceled, and a process may end anywhere. Method: a
/// real store and queue, time is a number, the carrier's ledger says what left.
@ExtendWith(RealStorage.class)
class BroadcastReachesEachOnceTest {
  private static final String LONDON = "+442071838750";

  private static String person(int number) {
    return "+1212555%04d".formatted(1000 + number);
  }

  private static List<String> people(int count) {
    return IntStream.range(0, count).mapToObj(BroadcastReachesEachOnceTest::person).toList();
  }

  private static final class Desk implements AutoCloseable {
    /// Noon in New York, five in the afternoon in London, a day ahead.
    private final AtomicReference<Instant> now =
        new AtomicReference<>(
            LocalDate.now(ZoneOffset.UTC).plusDays(1).atTime(17, 0).toInstant(ZoneOffset.UTC));

    private final SendingRoom room;
    private final PlanBroadcast plan;
    private final DueBroadcasts due;
    private final Jobs jobs;
    private final Broadcasts broadcasts = new Broadcasts();
    private final Receivers receivers = new Receivers();

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
      plan = new PlanBroadcast(new Carriers(List.of(carrier)), jobs);
      due = new DueBroadcasts(storage, room.submit(), new Carriers(List.of(carrier)));
      NightIsKeptTest.quiet(room.office(), false, LocalTime.of(21, 0), LocalTime.of(8, 0));
    }

    <T> T in(TenantWork<T> work) {
      return room.office().storage().inWorkspace(room.office().workspace(), work);
    }

    private BroadcastDraft draft(List<String> to, String text, int perMinute) {
      return new BroadcastDraft(
          "Hours", room.office().number().e164(), to, text, perMinute, Optional.empty());
    }

    Outlook look(List<String> to, String text) {
      return in(tx -> plan.look(tx, room.office().member(), draft(to, text, 60)));
    }

    UUID begin(List<String> to, String text, int perMinute) {
      return assertInstanceOf(
              BroadcastResult.Done.class,
              in(
                  tx ->
                      plan.begin(
                          tx, Ids.next(), room.office().member(), draft(to, text, perMinute))))
          .broadcast()
          .id();
    }

    Broadcast read(UUID id) {
      return in(tx -> broadcasts.find(tx, id)).orElseThrow();
    }

    Map<Progress, Integer> tally(UUID id) {
      return in(tx -> receivers.tally(tx, id));
    }

    List<String> left() {
      return room.carrier().ledger().stream().map(Entry::to).sorted().toList();
    }

    void work() {
      boolean more = true;
      while (more) {
        more = due.work(now.get());
      }
    }

    /// A second passes; what was handed in leaves.
    void second() {
      now.updateAndGet(it -> it.plusSeconds(1));
      work();
      Office.eventually("an empty queue", () -> jobs.nextDue(Outbox.KIND).isEmpty());
    }

    void untilDone(UUID id) {
      for (int i = 0; i < 200 && read(id).state() == State.RUNNING; i++) {
        second();
      }
      assertEquals(State.DONE, read(id).state());
    }

    boolean says(String who, String words) {
      return in(
          tx -> {
            UUID number = number();
            new ConsentGate().heard(tx, number, who, words, Ids.next(), true);
            return true;
          });
    }

    UUID number() {
      return in(tx -> new Numbers().byE164(tx, room.office().number().e164()).orElseThrow().id());
    }

    boolean campaign(Status status) {
      UUID number = number();
      return in(
          tx -> {
            new NumberRegistrations()
                .set(tx, number, status, status, Optional.empty(), Optional.empty());
            return true;
          });
    }

    @Override
    public void close() {
      room.close();
    }
  }

  @Test
  void eachGetsTheirWordsOnceInTheirConversation(RealStorage.Opened opened) {
    try (Desk desk = new Desk(opened.storage(), 201)) {
      desk.in(tx -> new Contacts().create(tx, Ids.next(), "Grace Hopper", List.of(person(1))));
      List<String> to = new ArrayList<>(people(12));
      to.add("(212) 555-1003");
      String text = "Hello {{contact.first_name|there}}, we open at ten.";
      Outlook.Clear clear = assertInstanceOf(Outlook.Clear.class, desk.look(to, text));
      assertEquals(
          List.of(12, 12, 1, 0),
          List.of(clear.receivers().size(), clear.segments(), clear.twice(), clear.unwelcome()));
      UUID id = desk.begin(to, text, 600);
      desk.untilDone(id);
      assertEquals(people(12), desk.left());
      assertEquals(Map.of(Progress.SENT, 12), desk.tally(id));
      assertEquals(12, desk.room.office().conversations().size());
      for (Entry entry : desk.room.carrier().ledger()) {
        assertEquals(
            "Hello %s, we open at ten.".formatted(entry.to().equals(person(1)) ? "Grace" : "there"),
            entry.text());
      }
    }
  }

  @Test
  void itKeepsItsPaceAndFewStandBeforeOtherTexts(RealStorage.Opened opened) {
    try (Desk desk = new Desk(opened.storage(), 202)) {
      UUID slow = desk.begin(people(4), "slow", 30);
      for (int second = 1; second <= 4; second++) {
        desk.second();
      }
      assertTrue(desk.left().size() <= 3, desk.left().toString());
      desk.untilDone(slow);
      desk.room.carrier().takes(1).always(() -> Fault.BUSY);
      UUID fast = desk.begin(people(20), "fast", 600);
      for (int i = 1; i <= 30; i++) {
        boolean _ = desk.due.work(desk.now.get().plusSeconds(i));
      }
      assertEquals(Map.of(Progress.QUEUED, 3, Progress.WAITING, 17), desk.tally(fast));
      desk.room.carrier().takes(100_000).always(() -> Fault.NONE);
      desk.now.updateAndGet(it -> it.plusSeconds(60));
      desk.untilDone(fast);
      assertEquals(24, desk.left().size());
    }
  }

  @Test
  void aProcessThatEndsInTheMiddleLosesAndDoublesNobody(RealStorage.Opened opened)
      throws Exception {
    try (Desk desk = new Desk(opened.storage(), 203);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      UUID id = desk.begin(people(15), "once", 600);
      UUID number = desk.number();
      UUID stuck = desk.in(tx -> new Conversations().findOrCreate(tx, number, List.of(person(3))));
      CountDownLatch held = new CountDownLatch(1);
      CountDownLatch go = new CountDownLatch(1);
      Future<Boolean> holder =
          threads.submit(
              () ->
                  desk.in(
                      tx -> {
                        boolean there = new Conversations().hold(tx, stuck);
                        held.countDown();
                        Office.eventually("the cut", () -> go.getCount() == 0);
                        return there;
                      }));
      held.await();
      Future<?> steps =
          threads.submit(
              () -> {
                for (int i = 0; i < 5; i++) {
                  desk.second();
                }
              });
      // Its transaction waits in the middle, with the message half written; then it ends.
      Office.eventually("a step is cut", () -> cut(opened.storage()) > 0);
      go.countDown();
      holder.get();
      steps.get();
      // A process that took the job and did nothing any more.
      desk.now.updateAndGet(it -> it.plusSeconds(61));
      var _ = desk.jobs.claim(DueBroadcasts.KIND, desk.now.get(), Duration.ofSeconds(60), 50);
      desk.now.updateAndGet(it -> it.plusSeconds(61));
      // Several at once, each of which finds the others' leases over.
      List<Future<?>> others = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        Instant later = desk.now.get().plusSeconds(300 + 100L * i);
        others.add(threads.submit(() -> desk.due.work(later)));
      }
      for (Future<?> other : others) {
        other.get();
      }
      desk.now.updateAndGet(it -> it.plusSeconds(1_000));
      desk.untilDone(id);
      assertEquals(people(15), desk.left());
      assertEquals(Map.of(Progress.SENT, 15), desk.tally(id));
    }
  }

  /// Ends the sessions that wait for a row; returns how many.
  private static int cut(Storage storage) {
    return storage.outsideWorkspaces(
        sql ->
            sql.list(
                    """
                    SELECT pg_terminate_backend(pid) AS done FROM pg_stat_activity
                    WHERE usename = current_user AND wait_event_type = 'Lock' AND pid <> pg_backend_pid()
                    """,
                    row -> row.getBoolean("done"))
                .size());
  }

  @Test
  void whoSaysNoMeanwhileGetsNone(RealStorage.Opened opened) {
    try (Desk desk = new Desk(opened.storage(), 204)) {
      desk.says(person(0), "STOP");
      assertEquals(
          1, assertInstanceOf(Outlook.Clear.class, desk.look(people(3), "hi")).unwelcome());
      UUID id = desk.begin(people(3), "hi", 600);
      desk.says(person(2), "stop");
      desk.untilDone(id);
      assertEquals(List.of(person(1)), desk.left());
      assertEquals(Map.of(Progress.SENT, 1, Progress.REFUSED, 2), desk.tally(id));
      assertEquals(
          List.of(Optional.of(Refusal.OPTED_OUT), Optional.empty(), Optional.of(Refusal.OPTED_OUT)),
          desk.in(tx -> desk.receivers.page(tx, id, 0, 10)).items().stream()
              .map(it -> it.refusal())
              .toList());
    }
  }

  @Test
  void whoIsAsleepGetsItInTheMorning(RealStorage.Opened opened) {
    try (Desk desk = new Desk(opened.storage(), 205)) {
      NightIsKeptTest.quiet(desk.room.office(), true, LocalTime.of(21, 0), LocalTime.of(8, 0));
      desk.now.updateAndGet(it -> it.plus(Duration.ofHours(6)));
      UUID id = desk.begin(List.of(LONDON, person(0)), "hi", 600);
      desk.second();
      desk.second();
      assertEquals(List.of(person(0)), desk.left());
      assertEquals(Map.of(Progress.SENT, 1, Progress.NIGHT, 1), desk.tally(id));
      assertEquals(State.RUNNING, desk.read(id).state());
      desk.now.updateAndGet(it -> it.plus(Duration.ofHours(15)));
      desk.untilDone(id);
      assertEquals(List.of(person(0), LONDON), desk.left());
    }
  }

  @Test
  void itIsPausedGoesOnAndIsCanceled(RealStorage.Opened opened) {
    try (Desk desk = new Desk(opened.storage(), 206)) {
      UUID id = desk.begin(people(10), "hi", 60);
      desk.second();
      int before = desk.left().size();
      desk.in(tx -> desk.plan.pause(tx, id));
      for (int i = 0; i < 5; i++) {
        desk.second();
      }
      assertEquals(before, desk.left().size());
      // However often somebody clicks, it goes on once.
      for (int i = 0; i < 3; i++) {
        desk.in(tx -> desk.plan.pause(tx, id));
        desk.in(tx -> desk.plan.resume(tx, id));
      }
      for (int i = 0; i < 3; i++) {
        desk.second();
      }
      int after = desk.left().size();
      assertTrue(after > before && after < 10, desk.left().toString());
      desk.in(tx -> desk.plan.cancel(tx, id));
      for (int i = 0; i < 5; i++) {
        desk.second();
      }
      assertEquals(after, desk.left().size());
      assertEquals(Map.of(Progress.SENT, after, Progress.CANCELED, 10 - after), desk.tally(id));
      assertInstanceOf(BroadcastResult.Over.class, desk.in(tx -> desk.plan.resume(tx, id)));
      assertInstanceOf(
          BroadcastResult.Unknown.class, desk.in(tx -> desk.plan.pause(tx, Ids.next())));
    }
  }

  @Test
  void aNumberThatCannotSendPausesIt(RealStorage.Opened opened) {
    try (Desk desk = new Desk(opened.storage(), 207)) {
      UUID id = desk.begin(people(5), "hi", 60);
      desk.second();
      desk.campaign(Status.REJECTED);
      desk.second();
      desk.second();
      assertEquals(
          List.of(State.PAUSED, Optional.of(Stop.SENDER)),
          List.of(desk.read(id).state(), desk.read(id).stopped()));
      desk.campaign(Status.APPROVED);
      desk.in(tx -> desk.plan.resume(tx, id));
      desk.untilDone(id);
      assertEquals(people(5), desk.left());
    }
  }

  @Test
  void howLongItTakesIsAsTheSlowestHasIt(RealStorage.Opened opened) {
    try (Desk desk = new Desk(opened.storage(), 209)) {
      assertEquals(Duration.ofMinutes(1), takes(desk), "at its pace");
      desk.room.carrier().takes(0.1);
      assertEquals(Duration.ofMinutes(10), takes(desk), "as fast as the carrier sends");
      UUID number = desk.number();
      desk.in(
          tx -> {
            new NumberRegistrations()
                .set(
                    tx,
                    number,
                    Status.APPROVED,
                    Status.APPROVED,
                    Optional.empty(),
                    Optional.of(0.05));
            return true;
          });
      assertEquals(Duration.ofMinutes(20), takes(desk), "as fast as its campaign may");
    }
  }

  private static Duration takes(Desk desk) {
    return assertInstanceOf(Outlook.Clear.class, desk.look(people(60), "hi")).takes();
  }

  @Test
  void whatIsWrongIsToldByPlace(RealStorage.Opened opened) {
    try (Desk desk = new Desk(opened.storage(), 208)) {
      assertEquals(
          List.of("to[1]", "to[3]"),
          faults(desk.look(List.of(person(0), "911", person(1), "nobody", person(0)), "hi")));
      assertEquals(List.of("to[0]", "to[1]"), faults(desk.look(people(2), "Hi {{contact.name}}")));
      assertEquals(List.of("text"), faults(desk.look(people(2), "Hi {{nobody.knows}}")));
      assertEquals(List.of("text"), faults(desk.look(people(2), "x".repeat(1_601))));
      desk.campaign(Status.PENDING);
      assertEquals(List.of("from"), faults(desk.look(people(2), "hi")));
    }
  }

  private static List<String> faults(Outlook outlook) {
    return assertInstanceOf(Outlook.Wrong.class, outlook).faults().stream()
        .map(Outlook.Fault::field)
        .toList();
  }
}
