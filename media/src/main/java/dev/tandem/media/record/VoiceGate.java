package dev.tandem.media.record;

import dev.tandem.media.audio.Level;
import dev.tandem.media.audio.Sound;

/// Tells speech from silence, frame by frame. While the greeting plays it learns how loud the
/// caller's room is; afterwards what is clearly louder, for longer than a click, is speech.
///
/// Doubt counts as speech: a voicemail with a hum in it is better than one that is lost.
final class VoiceGate {
  /// Louder than the room by so much is somebody who speaks.
  private static final double ABOVE_ROOM = 10;

  /// No microphone that is open is quieter than this, and no speaker is louder than the other
  /// without meaning it.
  private static final double LOWEST = -52;

  private static final double HIGHEST = -40;

  /// Frames of 10 ms that must be loud in a row: key strokes and plugs are shorter.
  private static final int CLICK = 3;

  /// Of the frames heard while learning, so many in a hundred are taken to be the room and not the
  /// caller.
  private static final int ROOM_PERCENT = 20;

  private static final int LEVELS = 97;

  private final int[] heard = new int[LEVELS];
  private int learned;
  private double threshold = LOWEST;
  private int loud;

  /// Hears a frame in which nobody is expected to speak.
  void learn(Sound frame) {
    int level = (int) Math.clamp(-Level.decibels(frame), 0, LEVELS - 1);
    heard[level]++;
    learned++;
  }

  /// Ends learning.
  void open() {
    if (learned == 0) {
      return;
    }
    int quieter = 0;
    int level = LEVELS - 1;
    while (level > 0 && (quieter += heard[level]) * 100L < (long) learned * ROOM_PERCENT) {
      level--;
    }
    threshold = Math.clamp(-level + ABOVE_ROOM, LOWEST, HIGHEST);
  }

  /// Whether somebody speaks in this frame.
  boolean speech(Sound frame) {
    loud = Level.decibels(frame) > threshold ? loud + 1 : 0;
    return loud >= CLICK;
  }
}
