package dev.tandem.media.record;

import dev.tandem.media.audio.OggOpusFile;
import dev.tandem.media.audio.Sound;
import dev.tandem.media.audio.SoundFormatException;
import dev.tandem.media.audio.Tones;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// A call without legs: time is a number, clips end when they should, and the caller is what the
/// test says, in a room with some noise.
final class SimulatedCall {
  private static final long BEAT = 10_000_000;
  private static final int GREETING_FRAMES = 300;

  final List<VoicemailOutput> outputs = new ArrayList<>();
  final ByteArrayOutputStream file = new ByteArrayOutputStream();
  private final VoicemailMachine machine;
  private final Random random = new Random(2);
  private final double room;
  private long now = 1_000;
  private @Nullable Clip playing;
  private int playFrames;
  private @Nullable Recorded recorded;
  private @Nullable String failure;
  private int ends;

  /// A caller whose room is so loud, in dB below full scale.
  SimulatedCall(VoicemailLimits limits, double roomDecibels) {
    room = Math.pow(10, roomDecibels / 20);
    machine = new VoicemailMachine(now, limits, 1, this::output);
  }

  private void output(VoicemailOutput output) {
    outputs.add(output);
    switch (output) {
      case VoicemailOutput.Play play -> {
        playing = play.clip();
        playFrames = play.clip() == Clip.GREETING ? GREETING_FRAMES : 40;
      }
      case VoicemailOutput.Hush ignored -> playing = null;
      case VoicemailOutput.Store store -> file.writeBytes(store.pages().array());
      case VoicemailOutput.Finish finish -> {
        recorded = finish.recorded();
        ends++;
      }
      case VoicemailOutput.Fail fail -> {
        failure = fail.reason();
        ends++;
      }
      case VoicemailOutput.TellConnected ignored -> {}
      case VoicemailOutput.TellRecording ignored -> {}
    }
  }

  SimulatedCall input(VoicemailInput input) {
    machine.apply(now, input);
    return this;
  }

  SimulatedCall connect() {
    return input(new VoicemailInput.Connected());
  }

  /// Lets the caller be silent, in the room's noise.
  SimulatedCall quiet(int millis) {
    return hear(Tones.silence(millis));
  }

  /// Lets the caller speak: a tone at -18 dB.
  SimulatedCall speak(int millis) {
    return hear(Tones.sine(300, millis, 0.18));
  }

  SimulatedCall hear(Sound sound) {
    short[] samples = sound.samples();
    for (int at = 0; at + Sound.FRAME <= samples.length && !over(); at += Sound.FRAME) {
      short[] frame = new short[Sound.FRAME];
      for (int i = 0; i < frame.length; i++) {
        double noisy = samples[at + i] + random.nextGaussian() * room * Short.MAX_VALUE;
        frame[i] = (short) Math.clamp(noisy, Short.MIN_VALUE, Short.MAX_VALUE);
      }
      now += BEAT;
      machine.apply(now, new VoicemailInput.Heard(Sound.of(frame)));
      Clip clip = playing;
      if (clip != null && --playFrames == 0) {
        playing = null;
        machine.apply(now, new VoicemailInput.Played(clip));
      }
    }
    return this;
  }

  /// Lets time pass without any sound.
  SimulatedCall wait(int millis) {
    long until = now + millis * 1_000_000L;
    while (!over() && machine.deadline() <= until) {
      now = machine.deadline();
      machine.apply(now, new VoicemailInput.Tick());
    }
    now = until;
    return this;
  }

  /// To the moment after the tone.
  SimulatedCall toRecording() {
    return connect().quiet((GREETING_FRAMES + 40) * 10);
  }

  boolean over() {
    return machine.over();
  }

  int ends() {
    return ends;
  }

  Recorded recorded() {
    if (recorded == null) {
      throw new AssertionError("the call has not finished: " + outputs.size() + " outputs");
    }
    return recorded;
  }

  @Nullable String failure() {
    return failure;
  }

  Sound sound() throws SoundFormatException {
    return OggOpusFile.parse(file.toByteArray()).decode(Duration.ofMinutes(5));
  }
}
