package dev.tandem.media.leg.webrtc;

import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread that speaks for all legs, every 10 ms: libwebrtc's encoder expects frames at that
/// pace from one thread. It sleeps while there is nobody to speak for.
final class Metronome implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Metronome.class);
  private static final long BEAT = 10_000_000;

  /// Later than this, lost beats are let go instead of being spoken in a burst.
  private static final long LET_GO = 10 * BEAT;

  private final ConcurrentHashMap<Mouth, CustomAudioSource> mouths = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Mouth, CompletableFuture<Void>> leaving =
      new ConcurrentHashMap<>();
  private final Thread thread;
  private volatile boolean running = true;

  Metronome() {
    thread = Thread.ofPlatform().name("voice-metronome").daemon().unstarted(this::run);
    thread.start();
  }

  void add(Mouth mouth, CustomAudioSource source) {
    mouths.put(mouth, source);
    LockSupport.unpark(thread);
  }

  /// Done when the mouth will not be used again.
  CompletableFuture<Void> remove(Mouth mouth) {
    CompletableFuture<Void> gone = new CompletableFuture<>();
    leaving.put(mouth, gone);
    LockSupport.unpark(thread);
    return gone;
  }

  @Override
  public void close() {
    running = false;
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    long next = System.nanoTime();
    while (running) {
      letGo();
      if (mouths.isEmpty()) {
        LockSupport.park(this);
        next = System.nanoTime();
        continue;
      }
      long early = next - System.nanoTime();
      if (early > 0) {
        LockSupport.parkNanos(this, early);
        continue;
      }
      if (early < -LET_GO) {
        next = System.nanoTime();
      }
      next += BEAT;
      mouths.forEach(this::beat);
    }
    mouths.clear();
  }

  private void beat(Mouth mouth, CustomAudioSource source) {
    try {
      mouth.beat(source);
    } catch (RuntimeException | Error e) {
      // One leg's fault must not silence the others.
      mouths.remove(mouth);
      LOG.warn("A leg can no longer speak", e);
    }
  }

  private void letGo() {
    for (Mouth mouth : leaving.keySet()) {
      mouths.remove(mouth);
      CompletableFuture<Void> gone = leaving.remove(mouth);
      if (gone != null) {
        gone.complete(null);
      }
    }
  }
}
