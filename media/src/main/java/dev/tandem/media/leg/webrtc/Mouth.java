package dev.tandem.media.leg.webrtc;

import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import dev.tandem.media.audio.Sound;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a leg is saying: clips in a row, silence between and after. Only the [Metronome] speaks
/// with it; clips come from anywhere.
final class Mouth {
  private static final int BITS = 16;

  private final Consumer<Sound> played;
  private final ConcurrentLinkedQueue<Order> orders = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Sound> waiting = new ConcurrentLinkedQueue<>();
  private final short[] frame = new short[Sound.FRAME];
  private final byte[] bytes = new byte[Sound.FRAME * 2];
  private @Nullable Sound current;
  private int offset;

  private sealed interface Order {
    record Say(Sound sound) implements Order {}

    record Hush() implements Order {}
  }

  Mouth(Consumer<Sound> played) {
    this.played = played;
  }

  void say(Sound sound) {
    orders.add(new Order.Say(sound));
  }

  void hush() {
    orders.add(new Order.Hush());
  }

  /// Speaks the next 10 ms into `source`; on the metronome's thread.
  void beat(CustomAudioSource source) {
    for (Order order = orders.poll(); order != null; order = orders.poll()) {
      switch (order) {
        case Order.Say say -> waiting.add(say.sound());
        case Order.Hush ignored -> {
          waiting.clear();
          current = null;
        }
      }
    }
    if (current == null) {
      current = waiting.poll();
      offset = 0;
    }
    Sound speaking = current;
    if (speaking == null) {
      Arrays.fill(bytes, (byte) 0);
    } else {
      offset += speaking.frame(offset, frame);
      for (int i = 0; i < frame.length; i++) {
        bytes[2 * i] = (byte) frame[i];
        bytes[2 * i + 1] = (byte) (frame[i] >> 8);
      }
    }
    source.pushAudio(bytes, BITS, Sound.RATE, 1, Sound.FRAME);
    if (speaking != null && offset >= speaking.length()) {
      current = null;
      played.accept(speaking);
    }
  }
}
