package dev.tandem.media.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.media.audio.Sound;
import dev.tandem.media.audio.Tones;
import dev.tandem.media.leg.Availability;
import dev.tandem.media.leg.IceCandidate;
import dev.tandem.media.leg.LegEvent;
import dev.tandem.media.leg.LegOffer;
import dev.tandem.media.leg.VoiceLeg;
import dev.tandem.media.leg.VoiceLegs;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Goal: a listener that throws or stands still ends its own call, once, and the leg is closed.
class ListenerFailsAloneTest {
  private final ScriptedLegs legs = new ScriptedLegs();

  /// Legs that do what the test says.
  private static final class ScriptedLegs implements VoiceLegs, VoiceLeg {
    final CompletableFuture<Consumer<LegEvent>> events = new CompletableFuture<>();
    final CountDownLatch closed = new CountDownLatch(1);

    @Override
    public Availability availability() {
      return new Availability.Ready();
    }

    @Override
    public VoiceLeg answer(LegOffer offer, Consumer<LegEvent> sink) {
      events.complete(sink);
      return this;
    }

    @Override
    public void remoteCandidate(IceCandidate candidate) {}

    @Override
    public void play(Sound sound) {
      events.join().accept(new LegEvent.Played(sound));
    }

    @Override
    public void hush() {}

    @Override
    public void close() {
      closed.countDown();
    }

    void say(int frames) {
      for (int i = 0; i < frames; i++) {
        events.join().accept(new LegEvent.Heard(Tones.sine(300, 10, 0.3)));
      }
    }
  }

  private VoicemailSession take(VoicemailListener listener) {
    VoicemailSession session =
        VoicemailLine.over(legs)
            .take(
                new VoicemailRequest(
                    "v=0", List.of(), Greeting.standard(), VoicemailLimits.standard()),
                listener);
    legs.events.join().accept(new LegEvent.Answered("v=0"));
    legs.events.join().accept(new LegEvent.Connected());
    return session;
  }

  @Test
  void listenerThatThrowsGetsOneFailure() throws Exception {
    Tape tape =
        new Tape(sdp -> {}, c -> {}) {
          @Override
          public synchronized void audio(byte[] oggPages) {
            throw new IllegalStateException("no room on the disk");
          }
        };
    take(tape);
    assertTrue(tape.awaitRecording());
    legs.say(250);
    assertEquals(
        "the voicemail could not be stored", tape.failure.orTimeout(10, TimeUnit.SECONDS).join());
    assertTrue(legs.closed.await(5, TimeUnit.SECONDS));
    assertEquals(List.of("answer", "connected", "recording", "failed"), tape.told());
  }

  @Test
  void listenerThatStandsStillKeepsWhatItHas() throws Exception {
    CountDownLatch stuck = new CountDownLatch(1);
    CountDownLatch inside = new CountDownLatch(1);
    Tape tape =
        new Tape(sdp -> {}, c -> {}) {
          @Override
          public synchronized void audio(byte[] oggPages) {
            super.audio(oggPages);
            inside.countDown();
            try {
              assertTrue(stuck.await(20, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }
        };
    take(tape);
    assertTrue(tape.awaitRecording());
    legs.say(250);
    assertTrue(inside.await(5, TimeUnit.SECONDS));
    legs.say(AnsweringSession.MAILBOX + 10);
    stuck.countDown();
    assertEquals(RecordingEnd.LOST, tape.awaitEnd().reason());
    assertTrue(legs.closed.await(5, TimeUnit.SECONDS));
  }
}
