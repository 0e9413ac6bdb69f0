package dev.tandem.media.record;

/// How long a voicemail may be.
///
/// @param maxSeconds of sound that is kept; the recording ends there
/// @param silenceSeconds after which a caller who says nothing (more) is taken to be done
/// @param connectSeconds from the offer to the first sound
/// @param lostSeconds without any packet, after which the caller is taken to be gone
public record VoicemailLimits(
    int maxSeconds, int silenceSeconds, int connectSeconds, int lostSeconds) {
  public VoicemailLimits {
    if (maxSeconds < 1 || maxSeconds > 3_600) {
      throw new IllegalArgumentException("a voicemail lasts 1 to 3600 seconds");
    }
    if (silenceSeconds < 1 || silenceSeconds > 60) {
      throw new IllegalArgumentException("silence ends a voicemail after 1 to 60 seconds");
    }
    if (connectSeconds < 1 || connectSeconds > 120 || lostSeconds < 1 || lostSeconds > 120) {
      throw new IllegalArgumentException("a voicemail waits 1 to 120 seconds for packets");
    }
  }

  /// Three minutes, ended by ten silent seconds.
  public static VoicemailLimits standard() {
    return new VoicemailLimits(180, 10, 20, 6);
  }

  public VoicemailLimits withMaxSeconds(int seconds) {
    return new VoicemailLimits(seconds, silenceSeconds, connectSeconds, lostSeconds);
  }

  public VoicemailLimits withSilenceSeconds(int seconds) {
    return new VoicemailLimits(maxSeconds, seconds, connectSeconds, lostSeconds);
  }
}
