package dev.tandem.media.stun;

import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/// The 96 bits that join an answer to its request (RFC 8489 section 5).
///
/// @param high the first four bytes
/// @param low the other eight
public record TransactionId(int high, long low) {

  /// Length on the wire, in bytes.
  public static final int BYTES = 12;

  /// A fresh one.
  public static TransactionId random(RandomGenerator random) {
    return new TransactionId(random.nextInt(), random.nextLong());
  }

  static TransactionId read(ByteBuffer message, int at) {
    return new TransactionId(message.getInt(at), message.getLong(at + 4));
  }

  void write(ByteBuffer out) {
    out.putInt(high).putLong(low);
  }
}
