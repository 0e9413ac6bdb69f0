package dev.tandem.media.relay.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// An array of `struct mmsghdr`, each with one piece of memory and one address.
///
/// ```
///  0          8           16      24      32        40         48      56        60    64
/// +----------+-----------+-------+-------+---------+----------+-------+---------+-----+
/// | address  | its       | piece | 1     | control | its      | flags | message | pad |
/// | pointer  | length    | ptr   | piece | pointer | length   |       | length  |     |
/// +----------+-----------+-------+-------+---------+----------+-------+---------+-----+
/// ```
final class MessageHeaders {

  private static final int HEADER_BYTES = 64;
  private static final int PIECE_BYTES = 16;
  private static final long ADDRESS_LENGTH_AT = 8;
  private static final long PIECE_AT = 16;
  private static final long PIECES_AT = 24;
  private static final long CONTROL_AT = 32;
  private static final long CONTROL_LENGTH_AT = 40;
  private static final long MESSAGE_LENGTH_AT = 56;

  private final MemorySegment headers;
  private final MemorySegment pieces;
  private final MemorySegment addresses;

  MessageHeaders(Arena arena, int count) {
    headers = arena.allocate((long) count * HEADER_BYTES, Long.BYTES);
    pieces = arena.allocate((long) count * PIECE_BYTES, Long.BYTES);
    addresses = arena.allocate((long) count * SocketAddress.BYTES, Long.BYTES);
    for (int i = 0; i < count; i++) {
      long at = (long) i * HEADER_BYTES;
      headers.set(JAVA_LONG, at, addresses.address() + addressAt(i));
      headers.set(JAVA_LONG, at + PIECE_AT, pieces.address() + (long) i * PIECE_BYTES);
      headers.set(JAVA_LONG, at + PIECES_AT, 1);
    }
  }

  /// Where the i-th header lies in memory.
  long header(int i) {
    return headers.address() + (long) i * HEADER_BYTES;
  }

  /// The memory of all addresses; the i-th is at [#addressAt].
  MemorySegment addresses() {
    return addresses;
  }

  static long addressAt(int i) {
    return (long) i * SocketAddress.BYTES;
  }

  void addressLength(int i, int bytes) {
    headers.set(JAVA_INT, (long) i * HEADER_BYTES + ADDRESS_LENGTH_AT, bytes);
  }

  void piece(int i, long address, long bytes) {
    pieces.set(JAVA_LONG, (long) i * PIECE_BYTES, address);
    pieces.set(JAVA_LONG, (long) i * PIECE_BYTES + Long.BYTES, bytes);
  }

  void control(int i, long address, long bytes) {
    headers.set(JAVA_LONG, (long) i * HEADER_BYTES + CONTROL_AT, address);
    headers.set(JAVA_LONG, (long) i * HEADER_BYTES + CONTROL_LENGTH_AT, bytes);
  }

  /// How many bytes the kernel wrote beside the i-th message.
  long controlBytes(int i) {
    return headers.get(JAVA_LONG, (long) i * HEADER_BYTES + CONTROL_LENGTH_AT);
  }

  long pieceBytes(int i) {
    return pieces.get(JAVA_LONG, (long) i * PIECE_BYTES + Long.BYTES);
  }

  void received(int i, int bytes) {
    headers.set(JAVA_INT, (long) i * HEADER_BYTES + MESSAGE_LENGTH_AT, bytes);
  }

  /// How long the i-th received message is.
  int received(int i) {
    return headers.get(JAVA_INT, (long) i * HEADER_BYTES + MESSAGE_LENGTH_AT);
  }
}
