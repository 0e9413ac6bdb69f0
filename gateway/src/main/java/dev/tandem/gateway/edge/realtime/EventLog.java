package dev.tandem.gateway.edge.realtime;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// The events a session was told and has not acknowledged, numbered from 1 without a gap. It keeps
/// the newest ones within its limits; a client that misses older ones must read everything anew.
final class EventLog {
  /// An event as it goes out.
  record Entry(long seq, String frame) {}

  private final int maxEvents;
  private final int maxChars;
  private final Deque<Entry> entries = new ArrayDeque<>();
  private long last;
  private long chars;

  EventLog(int maxEvents, int maxChars) {
    this.maxEvents = maxEvents;
    this.maxChars = maxChars;
  }

  /// Numbers and keeps an event; returns its frame. `data` is JSON already.
  String append(String event, String data) {
    last++;
    String frame = Frames.event(last, event, data);
    entries.add(new Entry(last, frame));
    chars += frame.length();
    while (entries.size() > maxEvents || (chars > maxChars && entries.size() > 1)) {
      chars -= entries.remove().frame().length();
    }
    return frame;
  }

  /// The client has everything up to `seq`. A number that was never given out is ignored.
  void acknowledge(long seq) {
    if (seq > last) {
      return;
    }
    while (!entries.isEmpty() && entries.element().seq() <= seq) {
      chars -= entries.remove().frame().length();
    }
  }

  /// Whether a client that has everything up to `seq` can be told the rest.
  boolean reachesBack(long seq) {
    if (seq < 0 || seq > last) {
      return false;
    }
    long first = entries.isEmpty() ? last + 1 : entries.element().seq();
    return seq >= first - 1;
  }

  /// The frames after `seq`, oldest first.
  List<String> after(long seq) {
    List<String> frames = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.seq() > seq) {
        frames.add(entry.frame());
      }
    }
    return frames;
  }

  /// The newest number given out; 0 before the first.
  long last() {
    return last;
  }

  int size() {
    return entries.size();
  }
}
