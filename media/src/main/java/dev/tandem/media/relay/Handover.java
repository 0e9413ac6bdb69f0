package dev.tandem.media.relay;

import dev.tandem.media.stun.TransportAddress;
import dev.tandem.media.turn.TurnServer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// What other loops of a relay hand to one loop: a ring with many writers and one reader, without
/// locks and without garbage, after Dmitry Vyukov's bounded queue.
///
/// ```
///   turns[place] = n        free, for the n-th packet
///   turns[place] = n + 1    holds the n-th packet
///   after it was read: n + PLACES, free for the next round
/// ```
///
/// A writer that finds the ring full drops its packet. It wakes the reader only when that sleeps;
/// under load the reader looks by itself.
final class Handover {

  /// Packets that wait at most; a power of two.
  static final int PLACES = 512;

  private static final VarHandle TURNS = MethodHandles.arrayElementVarHandle(long[].class);

  /// What a packet is there.
  enum Kind {
    /// A payload for a relayed port, from another relayed address.
    ACROSS,
    /// A client's datagram, from its address, for the machine that has a relayed port.
    FORWARDED
  }

  private final long[] turns = new long[PLACES];
  private final AtomicLong tail = new AtomicLong();
  private final ByteBuffer[] buffers = new ByteBuffer[PLACES];
  private final @Nullable TransportAddress[] from = new TransportAddress[PLACES];
  private final int[] ports = new int[PLACES];
  private final Kind[] kinds = new Kind[PLACES];
  private final Runnable wake;
  private final AtomicBoolean asleep = new AtomicBoolean();
  private long head;

  /// @param packetBytes the longest packet
  /// @param wake ends the reader's sleep
  Handover(int packetBytes, Runnable wake) {
    this.wake = wake;
    int stride = TurnServer.HEADROOM + packetBytes + TurnServer.TAILROOM;
    ByteBuffer memory = ByteBuffer.allocateDirect(PLACES * stride);
    for (int i = 0; i < PLACES; i++) {
      turns[i] = i;
      buffers[i] = memory.slice(i * stride, stride);
      kinds[i] = Kind.ACROSS;
    }
  }

  /// Takes a copy of a packet; false when there is no room. Any thread.
  boolean put(Kind kind, int port, TransportAddress sender, ByteBuffer packet) {
    int length = packet.remaining();
    long turn = tail.get();
    while (true) {
      int place = (int) (turn & (PLACES - 1));
      long found = (long) TURNS.getAcquire(turns, place);
      if (found < turn || length > buffers[place].capacity() - room()) {
        return false;
      }
      if (found == turn && tail.compareAndSet(turn, turn + 1)) {
        ByteBuffer to = buffers[place].clear();
        to.put(TurnServer.HEADROOM, packet, packet.position(), length);
        to.position(TurnServer.HEADROOM).limit(TurnServer.HEADROOM + length);
        kinds[place] = kind;
        ports[place] = port;
        from[place] = sender;
        TURNS.setVolatile(turns, place, turn + 1);
        if (asleep.get() && asleep.compareAndSet(true, false)) {
          wake.run();
        }
        return true;
      }
      turn = tail.get();
    }
  }

  private static int room() {
    return TurnServer.HEADROOM + TurnServer.TAILROOM;
  }

  /// Whether a packet waits. This and what follows is the reader's.
  boolean waits() {
    return (long) TURNS.getVolatile(turns, place()) == head + 1;
  }

  /// The first packet, with room around it, valid until [#next].
  ByteBuffer packet() {
    return buffers[place()];
  }

  Kind kind() {
    return kinds[place()];
  }

  /// The relayed port it is for.
  int port() {
    return ports[place()];
  }

  /// Who sent it.
  TransportAddress from() {
    TransportAddress sender = from[place()];
    if (sender == null) {
      throw new AssertionError("Asked before a packet waits");
    }
    return sender;
  }

  /// Gives the first packet's place back.
  void next() {
    TURNS.setRelease(turns, place(), head + PLACES);
    head++;
  }

  /// The reader will wait for its sockets; false when it need not, because a packet is here.
  boolean sleep() {
    asleep.set(true);
    return !waits();
  }

  /// The reader looks by itself again.
  void awake() {
    asleep.set(false);
  }

  private int place() {
    return (int) (head & (PLACES - 1));
  }
}
