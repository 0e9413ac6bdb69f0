package dev.tandem.media.record;

import dev.tandem.media.audio.Sound;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/// One voicemail call from offer to end, without clock, thread or leg.
///
/// ```
///   CONNECTING ──connected──> GREETING ──played or #──> BEEP ──played──> RECORDING ──> OVER
///        └── no path in time ──> OVER (failed)          hung up, silent, too long, lost ──┘
/// ```
///
/// Time is monotonic, in nanoseconds. Sound is its own clock: silence and length are counted in
/// frames, so that a busy machine cuts nobody short.
final class VoicemailMachine {
  private static final long SECOND = 1_000_000_000L;
  private static final int FRAMES_A_SECOND = 100;

  /// Beyond what the frames should have ended, the clock does: a leg whose sound stands still.
  private static final long GRACE = 10 * SECOND;

  private enum Phase {
    CONNECTING,
    GREETING,
    BEEP,
    RECORDING,
    OVER
  }

  private final VoicemailLimits limits;
  private final Consumer<VoicemailOutput> sink;
  private final VoiceGate gate = new VoiceGate();
  private final Recorder recorder;
  private Phase phase = Phase.CONNECTING;
  private long phaseDeadline;
  private long lostDeadline = Long.MAX_VALUE;

  /// A call that was offered `now`.
  ///
  /// @param serial number of the recording's Ogg stream: any
  VoicemailMachine(long now, VoicemailLimits limits, int serial, Consumer<VoicemailOutput> sink) {
    this.limits = limits;
    this.sink = sink;
    recorder =
        new Recorder(
            gate, serial, pages -> sink.accept(new VoicemailOutput.Store(ByteBuffer.wrap(pages))));
    phaseDeadline = now + limits.connectSeconds() * SECOND;
  }

  boolean over() {
    return phase == Phase.OVER;
  }

  /// When a [VoicemailInput.Tick] is due at the latest.
  long deadline() {
    return Math.min(phaseDeadline, lostDeadline);
  }

  void apply(long now, VoicemailInput input) {
    if (phase == Phase.OVER) {
      return;
    }
    switch (input) {
      case VoicemailInput.Connected ignored -> connected(now);
      case VoicemailInput.Interrupted ignored -> {
        if (phase != Phase.CONNECTING) {
          lostDeadline = now + limits.lostSeconds() * SECOND;
        }
      }
      case VoicemailInput.Lost lost -> lost(lost.reason());
      case VoicemailInput.Heard heard -> heard(heard.frame());
      case VoicemailInput.Played played -> played(now, played.clip());
      case VoicemailInput.Pressed pressed -> {
        if (phase == Phase.GREETING && pressed.digit() == '#') {
          sink.accept(new VoicemailOutput.Hush());
          beep(now);
        }
      }
      case VoicemailInput.HungUp ignored -> finish(RecordingEnd.HUNG_UP);
      case VoicemailInput.Tick ignored -> {}
    }
    if (phase != Phase.OVER && now - deadline() >= 0) {
      late();
    }
  }

  private void connected(long now) {
    lostDeadline = Long.MAX_VALUE;
    if (phase != Phase.CONNECTING) {
      return;
    }
    phase = Phase.GREETING;
    phaseDeadline = now + Greeting.LONGEST.toNanos() + GRACE;
    sink.accept(new VoicemailOutput.TellConnected());
    sink.accept(new VoicemailOutput.Play(Clip.GREETING));
  }

  private void beep(long now) {
    phase = Phase.BEEP;
    phaseDeadline = now + GRACE;
    sink.accept(new VoicemailOutput.Play(Clip.BEEP));
  }

  private void played(long now, Clip clip) {
    switch (clip) {
      case GREETING -> {
        if (phase == Phase.GREETING) {
          beep(now);
        }
      }
      case BEEP -> {
        if (phase == Phase.BEEP) {
          phase = Phase.RECORDING;
          phaseDeadline = now + (limits.maxSeconds() + limits.silenceSeconds()) * SECOND + GRACE;
          gate.open();
          sink.accept(new VoicemailOutput.TellRecording());
        }
      }
    }
  }

  private void heard(Sound frame) {
    switch (phase) {
      case CONNECTING, BEEP, OVER -> {}
      case GREETING -> gate.learn(frame);
      case RECORDING -> {
        recorder.hear(frame);
        if (recorder.frames() >= limits.maxSeconds() * FRAMES_A_SECOND) {
          finish(RecordingEnd.LIMIT);
        } else if (recorder.silentFrames() >= limits.silenceSeconds() * FRAMES_A_SECOND) {
          finish(RecordingEnd.SILENCE);
        }
      }
    }
  }

  private void lost(String reason) {
    if (phase == Phase.CONNECTING) {
      fail(reason);
    } else {
      finish(RecordingEnd.LOST);
    }
  }

  private void late() {
    if (phase == Phase.CONNECTING) {
      fail("the caller could not be reached within " + limits.connectSeconds() + " s");
    } else {
      finish(RecordingEnd.LOST);
    }
  }

  private void fail(String reason) {
    phase = Phase.OVER;
    sink.accept(new VoicemailOutput.Fail(reason));
  }

  private void finish(RecordingEnd why) {
    boolean recording = phase == Phase.RECORDING;
    phase = Phase.OVER;
    Recorded recorded =
        recording
            ? recorder.finish(why, limits.maxSeconds() * FRAMES_A_SECOND)
            : Recorded.nothing();
    sink.accept(new VoicemailOutput.Finish(recorded));
  }
}
