package dev.tandem.gateway.call.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.gateway.call.CallInput;
import dev.tandem.gateway.call.CallLimits;
import dev.tandem.gateway.call.CallOutput;
import dev.tandem.gateway.call.CallSummary;
import dev.tandem.gateway.call.EndReason;
import dev.tandem.gateway.call.Endpoint;
import dev.tandem.gateway.call.Outcome;
import dev.tandem.gateway.call.Party;
import dev.tandem.gateway.call.RingPlan;
import dev.tandem.media.leg.Availability;
import dev.tandem.media.leg.IceCandidate;
import dev.tandem.media.record.Greeting;
import dev.tandem.media.record.Recorded;
import dev.tandem.media.record.RecordingEnd;
import dev.tandem.media.record.VoicemailLimits;
import dev.tandem.media.record.VoicemailLine;
import dev.tandem.media.record.VoicemailListener;
import dev.tandem.media.record.VoicemailRequest;
import dev.tandem.media.record.VoicemailSession;
import dev.tandem.storage.seal.Personal;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Goal: a database that fails for a while loses no call record, and a sound store that fails is
/// told to the caller. Method: the real driver over a ledger and sounds that break on command.
final class RecordWriteFailsAndIsTriedAgainTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final String SDP =
      "v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=fingerprint:sha-256 AB\r\n";

  private final Party anna = new Party(new UUID(1, 1), new UUID(2, 1));
  private final Party bert = new Party(new UUID(1, 1), new UUID(2, 2));
  private final Endpoint caller = new Endpoint(anna, new UUID(3, 1));
  private final List<String> written = new CopyOnWriteArrayList<>();
  private final BlockingQueue<CallOutput.Signal> told = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> closed = new LinkedBlockingQueue<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicInteger retries = new AtomicInteger();

  @AfterAll
  static void end() {
    var _ = VERTX.close();
  }

  @Test
  void everyWriteComesThroughInOrder() throws InterruptedException {
    failures.set(3);
    CallDriver driver = driver(false);
    UUID call = start(driver);
    driver.submit(new CallInput.HangUp(2, caller, call));
    assertEquals("close UNREACHABLE", closed.poll(10, TimeUnit.SECONDS));
    assertEquals(List.of("open", "close UNREACHABLE"), written);
    assertEquals(3, retries.get());
  }

  @Test
  void aSoundThatCannotBeKeptIsToldAndTheCallIsMissed() throws InterruptedException {
    CallDriver driver = driver(true);
    UUID _ = start(driver);
    assertEquals("close UNREACHABLE", closed.poll(10, TimeUnit.SECONDS));
    CallOutput.Ended ended = null;
    while (ended == null) {
      CallOutput.Signal signal = told.poll(10, TimeUnit.SECONDS);
      assertTrue(signal != null, "the caller is told");
      ended = signal instanceof CallOutput.Ended end ? end : null;
    }
    assertEquals(EndReason.FAILED, ended.reason());
    assertEquals(List.of("open", "close UNREACHABLE"), written);
  }

  private UUID start(CallDriver driver) {
    UUID call = UUID.randomUUID();
    driver.submit(new CallInput.EndpointLive(caller, false));
    driver.submit(
        new CallInput.Start(
            1,
            caller,
            Personal.of("Anna"),
            call,
            RingPlan.member(bert, Duration.ofSeconds(25)),
            SDP,
            false));
    return call;
  }

  private CallDriver driver(boolean speaks) {
    Owner owner = Owner.start(VERTX).toCompletionStage().toCompletableFuture().join();
    CallDriver driver =
        new CallDriver(
            VERTX,
            owner,
            Executors.newVirtualThreadPerTaskExecutor(),
            CallLimits.defaults(),
            new BreakingLedger(),
            new VoicemailSettings(
                new ShortLine(speaks),
                Greeting.standard(),
                VoicemailLimits.standard(),
                call -> List.of(),
                workspace -> {
                  throw new IllegalStateException("the disk is full");
                }),
            new CountingMeters());
    driver.start(
        new CallAudience() {
          @Override
          public void replied(CallOutput.Reply reply) {
            owner.check();
          }

          @Override
          public void told(CallOutput.Signal signal) {
            owner.check();
            told.add(signal);
          }

          @Override
          public void inCall(CallOutput.InCall change) {
            owner.check();
          }
        });
    return driver;
  }

  private final class BreakingLedger implements CallLedger {
    @Override
    public void open(Opened call) {
      breakMaybe();
      written.add("open");
    }

    @Override
    public void answered(Opened call, Talk talk) {
      throw new AssertionError("nobody answers here");
    }

    @Override
    public void seen(Collection<Opened> calls, Instant at) {}

    @Override
    public void close(Opened call, CallSummary summary) {
      breakMaybe();
      written.add("close " + summary.outcome());
      closed.add("close " + summary.outcome());
    }

    @Override
    public void saveVoicemail(Opened call, CallSummary summary, Sound sound) {
      throw new AssertionError("there is no sound to save");
    }

    private void breakMaybe() {
      if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new IllegalStateException("the database is away");
      }
    }
  }

  private final class CountingMeters implements CallMeters {
    @Override
    public void open(int calls) {}

    @Override
    public void ended(Outcome outcome) {}

    @Override
    public void recordRetried() {
      int _ = retries.incrementAndGet();
    }
  }

  /// Answers and gives one piece of sound, or waits to be hung up.
  private record ShortLine(boolean speaks) implements VoicemailLine {
    @Override
    public Availability availability() {
      return new Availability.Ready();
    }

    @Override
    public VoicemailSession take(VoicemailRequest request, VoicemailListener listener) {
      if (speaks) {
        Thread _ = Thread.ofVirtual().start(() -> speak(listener));
      }
      return new VoicemailSession() {
        @Override
        public void remoteCandidate(IceCandidate candidate) {}

        @Override
        public void dtmf(char digit) {}

        @Override
        public void hangUp() {}
      };
    }

    private static void speak(VoicemailListener listener) {
      listener.answer(SDP);
      listener.connected();
      listener.recordingStarted();
      try {
        listener.audio(new byte[] {1});
        listener.finished(new Recorded(1_000, new byte[1], RecordingEnd.SILENCE));
      } catch (RuntimeException full) {
        listener.failed("the listener failed");
      }
    }
  }
}
