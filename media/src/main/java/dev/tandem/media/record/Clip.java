package dev.tandem.media.record;

/// What a voicemail says.
enum Clip {
  GREETING,
  BEEP
}
