package dev.tandem.media.leg.webrtc;

import dev.tandem.media.leg.Availability;
import dev.tandem.media.leg.LegEvent;
import dev.tandem.media.leg.LegLimits;
import dev.tandem.media.leg.LegOffer;
import dev.tandem.media.leg.VoiceLeg;
import dev.tandem.media.leg.VoiceLegs;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Server legs by libwebrtc. Opening this only asks the system's linker whether the native library
/// could load; the first leg loads it, and a failure then is remembered and told in
/// [#availability()].
///
/// ```
///   answer() ──> control thread ──> WebRtcLeg (peer connection, track, ear)
///                     │                  ▲ frames heard      ▲ frames spoken
///                 WebRtcEngine      playout thread       Metronome
/// ```
public final class WebRtcLegs implements VoiceLegs {
  private static final Logger LOG = LoggerFactory.getLogger(WebRtcLegs.class);
  private static final long CLOSE_SECONDS = 10;

  private final LegLimits limits;
  private final ScheduledThreadPoolExecutor control;
  private final Set<WebRtcLeg> open = ConcurrentHashMap.newKeySet();
  private volatile Availability availability;
  private volatile boolean closed;

  /// Owned by the control thread.
  private @Nullable WebRtcEngine engine;

  private WebRtcLegs(LegLimits limits, Availability availability) {
    this.limits = limits;
    this.availability = availability;
    control =
        new ScheduledThreadPoolExecutor(
            1, task -> Thread.ofPlatform().name("voice-control").daemon().unstarted(task));
    control.setRemoveOnCancelPolicy(true);
    // An idle server keeps no thread for voicemail.
    control.setKeepAliveTime(30, TimeUnit.SECONDS);
    control.allowCoreThreadTimeOut(true);
  }

  /// Finds out whether legs can be had; never fails.
  public static WebRtcLegs open(LegLimits limits) {
    return new WebRtcLegs(limits, NativeLibraries.probe());
  }

  /// As on a machine of which the probe said this; for tests of what a missing library does.
  static WebRtcLegs open(LegLimits limits, Availability probed) {
    return new WebRtcLegs(limits, probed);
  }

  @Override
  public Availability availability() {
    return availability;
  }

  @Override
  public VoiceLeg answer(LegOffer offer, Consumer<LegEvent> events) {
    WebRtcLeg leg = new WebRtcLeg(control, limits, events, open::remove);
    String refusal = refusal(offer);
    if (refusal != null) {
      leg.refuse(refusal);
      return leg;
    }
    open.add(leg);
    try {
      control.execute(() -> begin(leg, offer));
    } catch (RejectedExecutionException e) {
      open.remove(leg);
      leg.refuse("the server is stopping");
    }
    return leg;
  }

  private @Nullable String refusal(LegOffer offer) {
    if (closed) {
      return "the server is stopping";
    }
    if (offer.sdp().length() > limits.sdpCharacters()) {
      return "the offer is too long";
    }
    if (open.size() >= limits.legs()) {
      return "too many calls end in the server";
    }
    return switch (availability) {
      case Availability.Ready ignored -> null;
      case Availability.Missing missing -> missing.reason();
    };
  }

  private void begin(WebRtcLeg leg, LegOffer offer) {
    try {
      WebRtcEngine running = engine;
      if (running == null) {
        running = WebRtcEngine.start();
        engine = running;
      }
      leg.begin(running, offer);
    } catch (RuntimeException | Error e) {
      // A library that does not load shows as an Error, of the linker or of a class that failed to
      // initialise.
      if (engine == null) {
        Availability.Missing missing = NativeLibraries.explain(e);
        availability = missing;
        LOG.warn("No call can end in this server: {}", missing.reason());
        leg.fail(missing.reason());
      } else {
        LOG.warn("A server leg could not begin: {}", e.getClass().getName());
        leg.fail("the offer could not be answered");
      }
    }
  }

  /// Peer connections first, then the factory, then the audio device: libwebrtc crashes in any
  /// other order.
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    Future<?> ended = control.submit(this::end);
    try {
      ended.get(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("Server legs did not close properly", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    control.shutdownNow();
  }

  private void end() {
    for (WebRtcLeg leg : open) {
      leg.fail("the server is stopping");
    }
    WebRtcEngine running = engine;
    engine = null;
    if (running != null) {
      running.close();
    }
  }
}
