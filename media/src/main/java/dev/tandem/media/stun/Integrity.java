package dev.tandem.media.stun;

import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;

/// Computes and checks MESSAGE-INTEGRITY (RFC 8489 section 14.5). Belongs to one thread: it reuses
/// its cipher.
public final class Integrity {

  private static final int HEADER_BYTES = StunMessage.HEADER_BYTES;

  private final Mac mac;
  private final byte[] header = new byte[HEADER_BYTES];

  public Integrity() {
    try {
      mac = Mac.getInstance("HmacSHA1");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java platform has HmacSHA1", e);
    }
  }

  /// Whether the message carries an integrity that this key made. False when it carries none.
  public boolean holds(StunMessage message, IntegrityKey key) {
    MessageIntegrity found = message.first(MessageIntegrity.class);
    if (found == null) {
      return false;
    }
    byte[] expected = compute(message.raw(), message.integrityAt(), key);
    return MessageDigest.isEqual(expected, found.hmac());
  }

  /// The HMAC of the bytes from `message`'s position, `length` of them, as if the attribute
  /// followed them.
  byte[] compute(ByteBuffer message, int length, IntegrityKey key) {
    int from = message.position();
    int counted = length - HEADER_BYTES + 4 + MessageIntegrity.BYTES;
    message.get(from, header);
    header[2] = (byte) (counted >>> 8);
    header[3] = (byte) counted;
    try {
      mac.init(key.spec());
    } catch (InvalidKeyException e) {
      throw new AssertionError("HmacSHA1 takes any key", e);
    }
    mac.update(header);
    mac.update(message.slice(from + HEADER_BYTES, length - HEADER_BYTES));
    return mac.doFinal();
  }
}
