package dev.tandem.messaging.send;

import dev.tandem.messaging.carrier.Carriers;
import dev.tandem.messaging.carrier.WebhookAddress;
import dev.tandem.storage.Storage;
import dev.tandem.storage.job.JobClaim;
import dev.tandem.storage.job.Jobs;
import dev.tandem.storage.message.Messages;
import dev.tandem.storage.pg.Lifeline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends what is due. One loop claims jobs; each text is then carried to its next state on a
/// virtual thread, texts of a conversation one after the other.
///
/// [#wake()] makes it look at once; without, it looks when the next job is due, and now and then in
/// case another process queued one. A job is claimed under a lease and in the name of this process:
/// if it dies, another look finds the job, at once when the database knows of the death and after
/// the lease at the latest. Knowing that it was left in the middle, it asks the carrier before it
/// sends.
public final class Outbox implements AutoCloseable {
  /// The kind of job that sends a text; its subject is the message.
  static final String KIND = "text.send";

  private static final Logger log = LoggerFactory.getLogger(Outbox.class);
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(20);
  private static final Duration BETWEEN_ROLL_CALLS = Duration.ofSeconds(10);

  private final Storage storage;
  private final Jobs jobs;
  private final Messages messages = new Messages();
  private final OutboxSettings settings;
  private final InstantSource clock;
  private final Delivery delivery;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Lanes lanes = new Lanes(executor);
  private final Semaphore signal = new Semaphore(0);
  private final Semaphore slots;
  private final Lifeline lifeline;
  private final Thread loop;
  private Instant nextRollCall = Instant.MIN;
  private volatile boolean closing;

  /// @param webhooks where carriers report delivery
  /// @param random spreads retries; a seeded one replays them
  public Outbox(
      Storage storage,
      Carriers carriers,
      WebhookAddress webhooks,
      OutboxSettings settings,
      InstantSource clock,
      RandomGenerator random) {
    this.storage = storage;
    this.jobs = new Jobs(storage);
    this.settings = settings;
    this.clock = clock;
    this.delivery = new Delivery(storage, jobs, carriers, webhooks, settings, clock, random);
    this.slots = new Semaphore(settings.maxInFlight());
    this.lifeline = storage.lifeline();
    this.loop = Thread.ofVirtual().name("outbox").unstarted(this::run);
  }

  /// Starts sending. Texts that an earlier process left are found too.
  public void start() {
    loop.start();
  }

  /// Looks for due texts now.
  public void wake() {
    signal.release();
  }

  private void run() {
    while (!closing) {
      Duration pause = settings.poll();
      try {
        rollCall();
        claimAll();
        lanes.tidy();
        pause = untilNextDue();
      } catch (RuntimeException trouble) {
        log.warn("The outbox cannot reach its queue; it tries again in {}", pause, trouble);
      }
      await(pause);
    }
  }

  /// Takes over what others held when they died.
  private void rollCall() {
    Instant now = clock.instant();
    if (now.isBefore(nextRollCall)) {
      return;
    }
    int left = jobs.releaseDead(KIND, now, lifeline.number());
    if (left > 0) {
      log.info("{} texts were in the hands of a process that died; they go on", left);
    }
    nextRollCall = now.plus(BETWEEN_ROLL_CALLS);
  }

  private void claimAll() {
    while (!closing) {
      int room = Integer.highestOneBit(Math.max(1, slots.availablePermits()));
      slots.acquireUninterruptibly(room);
      int taken = 0;
      try {
        Instant now = clock.instant();
        List<JobClaim> claims =
            jobs.claim(KIND, now, settings.lease(), room, Optional.of(lifeline.number()));
        Map<UUID, UUID> lane = conversations(claims);
        claims.stream()
            .sorted(Comparator.comparing(JobClaim::id))
            .forEach(
                claim ->
                    lanes.run(
                        lane.getOrDefault(claim.subjectId(), claim.subjectId()),
                        () -> carry(claim, now.plus(settings.lease()))));
        taken = claims.size();
      } finally {
        slots.release(room - taken);
      }
      if (taken < room) {
        return;
      }
    }
  }

  /// The conversation of each text, asked for once a workspace: while many wait for the database, a
  /// question each would make the queue's pace.
  private Map<UUID, UUID> conversations(List<JobClaim> claims) {
    Map<UUID, UUID> found = new HashMap<>();
    claims.stream()
        .collect(Collectors.groupingBy(JobClaim::workspace))
        .forEach(
            (workspace, mine) -> {
              List<UUID> texts = mine.stream().map(JobClaim::subjectId).toList();
              found.putAll(
                  storage.inWorkspace(workspace, tx -> messages.conversationsOf(tx, texts)));
            });
    return found;
  }

  /// Gives up the slot that the claim holds, whatever becomes of the text.
  private void carry(JobClaim claim, Instant leaseEnds) {
    try {
      delivery.carry(claim, leaseEnds);
    } catch (RuntimeException trouble) {
      // The job stays leased; the next look knows that it was left in the middle.
      log.warn("Message {} waits for its lease to end", claim.subjectId(), trouble);
    } finally {
      slots.release();
      signal.release();
    }
  }

  private Duration untilNextDue() {
    Duration due =
        jobs.nextDue(KIND).map(at -> Duration.between(clock.instant(), at)).orElse(settings.poll());
    Duration soon = due.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : due;
    return soon.compareTo(settings.poll()) < 0 ? soon : settings.poll();
  }

  private void await(Duration pause) {
    try {
      if (signal.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        signal.drainPermits();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      closing = true;
    }
  }

  /// Stops claiming and gives texts in hand a moment to end. What does not end is found by the next
  /// start.
  @Override
  public void close() {
    closing = true;
    signal.release();
    executor.shutdown();
    try {
      if (!executor.awaitTermination(settings.closing().toMillis(), TimeUnit.MILLISECONDS)) {
        log.info("Texts are still in a carrier's hands; the next start settles them");
      }
      loop.join(settings.closing());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      lifeline.close();
    }
  }
}
