package dev.tandem.media.leg.webrtc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.media.leg.Availability;
import dev.tandem.media.leg.IceCandidate;
import dev.tandem.media.leg.LegEvent;
import dev.tandem.media.leg.LegLimits;
import dev.tandem.media.leg.LegOffer;
import dev.tandem.media.leg.VoiceLeg;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Goal: an offer that is no offer, or one too many, costs one event and nothing else: the next
/// call is answered.
class LegRefusesTest {
  private final WebRtcLegs legs =
      WebRtcLegs.open(new LegLimits(1, 10_000, 3, Duration.ofMillis(300)));
  private final BlockingQueue<LegEvent> events = new LinkedBlockingQueue<>();

  @BeforeEach
  void need() {
    if (legs.availability() instanceof Availability.Missing missing) {
      Assumptions.abort(missing.reason());
    }
  }

  @AfterEach
  void close() {
    legs.close();
  }

  @Test
  void malformedOffersFailAndTheNextCallIsAnswered() throws Exception {
    String[] offers = {
      "",
      "hello",
      "v=0\r\nm=audio",
      "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\nm=audio x y\r\n"
    };
    for (String offer : offers) {
      legs.answer(new LegOffer(offer, List.of()), this::note);
      assertTrue(next() instanceof LegEvent.Failed, offer);
    }
    try (FarEnd caller = new FarEnd(List.of(), false, c -> {})) {
      VoiceLeg leg = legs.answer(new LegOffer(caller.offer(), List.of()), this::note);
      assertTrue(next() instanceof LegEvent.Answered);
      leg.close();
    }
  }

  @Test
  void longOffersAndLegsBeyondTheLimitAreRefused() throws Exception {
    legs.answer(new LegOffer("v".repeat(10_001), List.of()), this::note);
    assertEquals(new LegEvent.Failed("the offer is too long"), next());
    try (FarEnd caller = new FarEnd(List.of(), false, c -> {})) {
      VoiceLeg first = legs.answer(new LegOffer(caller.offer(), List.of()), this::note);
      assertTrue(next() instanceof LegEvent.Answered);
      legs.answer(new LegOffer(caller.offer(), List.of()), this::note);
      assertEquals(new LegEvent.Failed("too many calls end in the server"), next());
      first.close();
    }
  }

  @Test
  void strangeCandidatesAreLetGo() throws Exception {
    try (FarEnd caller = new FarEnd(List.of(), false, c -> {})) {
      VoiceLeg leg = legs.answer(new LegOffer(caller.offer(), List.of()), this::note);
      for (String line : List.of("", "nonsense", "candidate:1 1 udp x", "candidate:".repeat(900))) {
        leg.remoteCandidate(new IceCandidate("0", 0, line));
        leg.remoteCandidate(new IceCandidate("nowhere", 99, line));
      }
      assertTrue(next() instanceof LegEvent.Answered);
      leg.close();
    }
  }

  @Test
  void stoppingServerFailsOpenLegs() throws Exception {
    try (FarEnd caller = new FarEnd(List.of(), false, c -> {})) {
      legs.answer(new LegOffer(caller.offer(), List.of()), this::note);
      assertTrue(next() instanceof LegEvent.Answered);
      legs.close();
      assertEquals(new LegEvent.Failed("the server is stopping"), next());
      legs.answer(new LegOffer(caller.offer(), List.of()), this::note);
      assertEquals(new LegEvent.Failed("the server is stopping"), next());
    }
  }

  private void note(LegEvent event) {
    switch (event) {
      case LegEvent.Answered answered -> events.add(answered);
      case LegEvent.Failed failed -> events.add(failed);
      case LegEvent.LocalCandidate ignored -> {}
      case LegEvent.Connected ignored -> {}
      case LegEvent.Interrupted ignored -> {}
      case LegEvent.Heard ignored -> {}
      case LegEvent.Played ignored -> {}
    }
  }

  private LegEvent next() throws InterruptedException {
    LegEvent event = events.poll(10, TimeUnit.SECONDS);
    if (event == null) {
      throw new AssertionError("nothing happened");
    }
    return event;
  }
}
