package dev.tandem.media.relay.linux;

import dev.tandem.media.stun.TransportAddress;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/// Sends single datagrams at once, from any socket.
public final class Departure {

  /// What became of one.
  public enum Result {
    SENT,
    /// The socket's buffer is full.
    FULL,
    FAILED
  }

  private final MemorySegment address;
  private final MemorySegment copy;
  private final ByteBuffer copyBuffer;
  private final MemorySegment errors;

  /// @param packetBytes the longest datagram that [#sendCopy] takes
  public Departure(Arena arena, int packetBytes) {
    address = arena.allocate(SocketAddress.BYTES, Long.BYTES);
    copy = arena.allocate(packetBytes, Long.BYTES);
    copyBuffer = copy.asByteBuffer();
    errors = Libc.errors(arena);
  }

  /// Sends what lies there.
  public Result send(int fd, TransportAddress to, long bytes, int length) {
    int addressLength = SocketAddress.write(address, 0, to);
    if (Libc.sendto(errors, fd, bytes, length, address.address(), addressLength) >= 0) {
      return Result.SENT;
    }
    int error = Libc.errorIn(errors);
    if (error == Libc.ECONNREFUSED || error == Libc.EHOSTUNREACH || error == Libc.ENETUNREACH) {
      // It may be an earlier datagram's, to another peer, which Linux tells once.
      if (Libc.sendto(errors, fd, bytes, length, address.address(), addressLength) >= 0) {
        return Result.SENT;
      }
      error = Libc.errorIn(errors);
    }
    return error == Libc.EAGAIN || error == Libc.ENOBUFS ? Result.FULL : Result.FAILED;
  }

  /// Sends what lies between the buffer's position and limit.
  public Result sendCopy(int fd, TransportAddress to, ByteBuffer datagram) {
    int length = datagram.remaining();
    copyBuffer.put(0, datagram, datagram.position(), length);
    return send(fd, to, copy.address(), length);
  }
}
