package dev.tandem.media.record;

/// Why a recording is over.
public enum RecordingEnd {
  /// The caller hung up.
  HUNG_UP,
  /// The caller said nothing more.
  SILENCE,
  /// The caller spoke for as long as is allowed.
  LIMIT,
  /// The caller was cut off, or this server stopped; what was said until then is whole.
  LOST,
  /// The caller said nothing at all: there is nothing to keep.
  EMPTY;

  /// Whether there is a recording.
  public boolean kept() {
    return this != EMPTY;
  }
}
