package dev.tandem.media.relay.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.tandem.media.stun.Icmp;
import dev.tandem.media.stun.TransportAddress;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// The ICMP errors that Linux keeps for a socket instead of what could not be delivered
/// (IP_RECVERR, ip(7)), one after the other.
///
/// ```
///  0          8       12      16     20       21     22     23    24     28     32
/// +----------+-------+-------+------+--------+------+------+-----+------+------+----------+
/// | length   | level | type  | errno| origin | type | code | pad | info | data | offender |
/// | of all   |       |       |      |        |      |      |     |      |      |          |
/// +----------+-------+-------+------+--------+------+------+-----+------+------+----------+
///  `struct cmsghdr`           `struct sock_extended_err`
/// ```
public final class ErrorQueue {

  /// Nothing waits.
  public static final int NONE = 0;

  /// An error of the network.
  public static final int ICMP = 1;

  /// An error of this host: nothing to tell a client.
  public static final int OTHER = 2;

  private static final int CONTROL_BYTES = 256;
  private static final int LEAST_BYTES = 32;
  private static final int ORIGIN_ICMP = 2;
  private static final int ORIGIN_ICMP6 = 3;

  private final MessageHeaders headers;
  private final MemorySegment control;
  private final MemorySegment payload;
  private final MemorySegment errors;
  private final AddressCache known;
  private @Nullable TransportAddress peer;
  private @Nullable Icmp why;

  /// @param seed unpredictable
  public ErrorQueue(Arena arena, long seed) {
    headers = new MessageHeaders(arena, 1);
    control = arena.allocate(CONTROL_BYTES, Long.BYTES);
    payload = arena.allocate(Long.BYTES, Long.BYTES);
    errors = Libc.errors(arena);
    known = new AddressCache(seed);
  }

  /// Takes the next error of that socket: [#NONE], [#ICMP] or [#OTHER].
  public int next(int fd) {
    headers.addressLength(0, SocketAddress.BYTES);
    headers.piece(0, payload.address(), payload.byteSize());
    headers.control(0, control.address(), CONTROL_BYTES);
    if (Libc.recvErrors(errors, fd, headers.header(0), 1) != 1) {
      return NONE;
    }
    if (headers.controlBytes(0) < LEAST_BYTES || control.get(JAVA_LONG, 0) < LEAST_BYTES) {
      return OTHER;
    }
    int origin = control.get(JAVA_BYTE, 20);
    if (origin != ORIGIN_ICMP && origin != ORIGIN_ICMP6) {
      return OTHER;
    }
    peer = SocketAddress.read(headers.addresses(), 0, known);
    why =
        new Icmp(
            control.get(JAVA_BYTE, 21) & 0x7f,
            control.get(JAVA_BYTE, 22) & 0xff,
            control.get(JAVA_INT, 24));
    return ICMP;
  }

  /// Whom the datagram was for, after [#ICMP].
  public TransportAddress peer() {
    return taken(peer);
  }

  /// What the network said, after [#ICMP].
  public Icmp why() {
    return taken(why);
  }

  private static <T> T taken(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("Nothing was taken yet");
    }
    return value;
  }
}
