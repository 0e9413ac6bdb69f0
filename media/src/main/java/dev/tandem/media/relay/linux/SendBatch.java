package dev.tandem.media.relay.linux;

import dev.tandem.media.stun.TransportAddress;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/// Datagrams that wait to leave one socket with one call, in order.
public final class SendBatch {

  private final int fd;
  private final int places;
  private final int copyBytes;
  private final MessageHeaders headers;
  private final MemorySegment copies;
  private final ByteBuffer copy;
  private final MemorySegment errors;
  private int used;
  private int copied;
  private long packets;
  private long bytes;

  /// @param places how many wait at most
  /// @param copyBytes room for those that are copied
  public SendBatch(Arena arena, int fd, int places, int copyBytes) {
    this.fd = fd;
    this.places = places;
    this.copyBytes = copyBytes;
    headers = new MessageHeaders(arena, places);
    copies = arena.allocate(copyBytes, 64);
    copy = copies.asByteBuffer();
    errors = Libc.errors(arena);
  }

  /// The socket.
  public int fd() {
    return fd;
  }

  /// Whether one more of that length has room, even if it must be copied.
  public boolean fits(int length) {
    return used < places && copied + length <= copyBytes;
  }

  /// Adds what lies there and stays there until the flush.
  public void add(TransportAddress to, long address, int length) {
    headers.addressLength(
        used, SocketAddress.write(headers.addresses(), MessageHeaders.addressAt(used), to));
    headers.piece(used, address, length);
    used++;
  }

  /// Adds a copy of what lies between the buffer's position and limit.
  public void addCopy(TransportAddress to, ByteBuffer datagram) {
    int length = datagram.remaining();
    copy.put(copied, datagram, datagram.position(), length);
    add(to, copies.address() + copied, length);
    copied += length;
  }

  /// Sends all; answers how many the operating system did not take. [#packets] and [#bytes] tell
  /// what left.
  public int flush() {
    packets = 0;
    bytes = 0;
    int lost = 0;
    int at = 0;
    while (at < used) {
      int sent = Libc.sendmmsg(errors, fd, headers.header(at), used - at);
      if (sent > 0) {
        count(at, sent);
        at += sent;
      } else if (full(Libc.errorIn(errors))) {
        lost += used - at;
        break;
      } else {
        // This one cannot go, as one to an address without a route; the next may.
        lost++;
        at++;
      }
    }
    used = 0;
    copied = 0;
    return lost;
  }

  private void count(int from, int sent) {
    packets += sent;
    for (int i = from; i < from + sent; i++) {
      bytes += headers.pieceBytes(i);
    }
  }

  /// Datagrams of the last flush that left.
  public long packets() {
    return packets;
  }

  /// Their bytes.
  public long bytes() {
    return bytes;
  }

  private static boolean full(int error) {
    return error == Libc.EAGAIN || error == Libc.ENOBUFS;
  }
}
