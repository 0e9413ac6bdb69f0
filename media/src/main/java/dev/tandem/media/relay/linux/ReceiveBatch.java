package dev.tandem.media.relay.linux;

import dev.tandem.media.stun.TransportAddress;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/// A row of places that datagrams are received into, from any sockets, until [#clear].
///
/// Each place has free bytes before and behind its datagram, where a frame is written; so what goes
/// out may lie where it came in, until the row is cleared.
public final class ReceiveBatch {

  private final int places;
  private final int headroom;
  private final int stride;
  private final MemorySegment memory;
  private final ByteBuffer[] buffers;
  private final MessageHeaders headers;
  private final AddressCache known;
  private final MemorySegment errors;
  private int used;

  /// @param places how many datagrams fit
  /// @param packetBytes the longest datagram
  /// @param seed unpredictable
  public ReceiveBatch(
      Arena arena, int places, int headroom, int packetBytes, int tailroom, long seed) {
    this.places = places;
    this.headroom = headroom;
    stride = (headroom + packetBytes + tailroom + 63) & ~63;
    memory = arena.allocate((long) places * stride, 64);
    buffers = new ByteBuffer[places];
    headers = new MessageHeaders(arena, places);
    known = new AddressCache(seed);
    errors = Libc.errors(arena);
    for (int i = 0; i < places; i++) {
      buffers[i] = memory.asSlice((long) i * stride, stride).asByteBuffer();
      headers.piece(i, at(i) + headroom, packetBytes);
    }
  }

  /// Receives up to that many; answers the first place, and [#used] is one after the last.
  public int receive(int fd, int most) {
    int first = used;
    int count = Math.min(most, places - used);
    for (int i = first; i < first + count; i++) {
      headers.addressLength(i, SocketAddress.BYTES);
    }
    int got = Libc.recvmmsg(errors, fd, headers.header(first), count);
    used += Math.max(got, 0);
    return first;
  }

  /// Takes a copy of what lies between the buffer's position and limit, and answers its place.
  /// There must be a free one, and the bytes must fit.
  public int add(ByteBuffer datagram) {
    int place = used++;
    int length = datagram.remaining();
    buffers[place].clear().put(headroom, datagram, datagram.position(), length);
    headers.received(place, length);
    return place;
  }

  /// One after the last place that holds a datagram.
  public int used() {
    return used;
  }

  /// Places that are free.
  public int free() {
    return places - used;
  }

  /// The datagram at that place, between position and limit.
  public ByteBuffer datagram(int place) {
    ByteBuffer buffer = buffers[place];
    buffer.clear().position(headroom).limit(headroom + headers.received(place));
    return buffer;
  }

  /// Whether that is this place's own buffer.
  @SuppressWarnings("ReferenceEquality") // equal bytes may lie elsewhere: the place is what counts
  public boolean holds(int place, ByteBuffer datagram) {
    return buffers[place] == datagram;
  }

  /// Who sent it.
  public TransportAddress from(int place) {
    return SocketAddress.read(headers.addresses(), MessageHeaders.addressAt(place), known);
  }

  /// Where in memory the place begins: its buffer's index 0.
  public long at(int place) {
    return memory.address() + (long) place * stride;
  }

  /// Makes every place free.
  public void clear() {
    used = 0;
  }
}
