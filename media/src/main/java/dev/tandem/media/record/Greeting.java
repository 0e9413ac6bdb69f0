package dev.tandem.media.record;

import dev.tandem.media.audio.Sound;
import dev.tandem.media.audio.SoundFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;

/// What a caller hears before the tone.
///
/// @param sound the spoken words, at most [#LONGEST]
public record Greeting(Sound sound) {
  /// Longer greetings lose callers.
  public static final Duration LONGEST = Duration.ofSeconds(60);

  public Greeting {
    if (sound.duration().compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a greeting lasts at most " + LONGEST.toSeconds() + " s");
    }
  }

  /// A greeting from an Ogg/Opus or 16 bit WAV file.
  ///
  /// @throws SoundFormatException if the file is neither, broken, or too long; the message says
  ///   which
  public static Greeting of(byte[] file) throws SoundFormatException {
    return new Greeting(Sound.read(file, LONGEST));
  }

  /// The greeting that comes with the product, in English; decoded when it is first wanted.
  public static Greeting standard() {
    return Standard.GREETING;
  }

  private static final class Standard {
    static final Greeting GREETING = load();

    private static Greeting load() {
      try (InputStream in = Greeting.class.getResourceAsStream("greeting.opus")) {
        if (in == null) {
          throw new AssertionError("the greeting is packed into this module");
        }
        return of(in.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (SoundFormatException e) {
        throw new AssertionError("the packed greeting is tested to be readable", e);
      }
    }
  }
}
