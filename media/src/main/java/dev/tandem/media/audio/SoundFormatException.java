package dev.tandem.media.audio;

/// Bytes that are not the sound file they claim to be. The message names the rule that was broken
/// and never quotes the bytes.
public final class SoundFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  SoundFormatException(String message) {
    super(message);
  }

  SoundFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
