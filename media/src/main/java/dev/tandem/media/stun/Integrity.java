package dev.tandem.media.stun;

import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;

/// Computes and checks MESSAGE-INTEGRITY and MESSAGE-INTEGRITY-SHA256 (RFC 8489 sections 14.5 and
/// 14.6). Belongs to one thread: it reuses its ciphers.
public final class Integrity {

  private static final int HEADER_BYTES = StunMessage.HEADER_BYTES;

  private final Mac sha1 = mac("HmacSHA1");
  private final Mac sha256 = mac("HmacSHA256");
  private final byte[] header = new byte[HEADER_BYTES];

  /// Whether the message carries an integrity that this key made; when it carries both kinds, the
  /// SHA-256 one counts. False when it carries none.
  public boolean holds(StunMessage message, IntegrityKey key) {
    MessageIntegritySha256 strong = message.first(MessageIntegritySha256.class);
    if (message.sha256At() >= 0) {
      return strong != null
          && MessageDigest.isEqual(
              computeSha256(message.raw(), message.sha256At(), key), strong.hmac());
    }
    MessageIntegrity found = message.first(MessageIntegrity.class);
    return found != null
        && MessageDigest.isEqual(compute(message.raw(), message.integrityAt(), key), found.hmac());
  }

  /// The HMAC-SHA1 of the bytes from `message`'s position, `length` of them, as if the attribute
  /// followed them.
  byte[] compute(ByteBuffer message, int length, IntegrityKey key) {
    return compute(sha1, MessageIntegrity.BYTES, message, length, key);
  }

  /// The same with HMAC-SHA256.
  byte[] computeSha256(ByteBuffer message, int length, IntegrityKey key) {
    return compute(sha256, MessageIntegritySha256.BYTES, message, length, key);
  }

  private byte[] compute(Mac mac, int bytes, ByteBuffer message, int length, IntegrityKey key) {
    int from = message.position();
    int counted = length - HEADER_BYTES + 4 + bytes;
    message.get(from, header);
    header[2] = (byte) (counted >>> 8);
    header[3] = (byte) counted;
    try {
      mac.init(key.spec());
    } catch (InvalidKeyException e) {
      throw new AssertionError("An HMAC takes any key", e);
    }
    mac.update(header);
    mac.update(message.slice(from + HEADER_BYTES, length - HEADER_BYTES));
    return mac.doFinal();
  }

  private static Mac mac(String name) {
    try {
      return Mac.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java platform has " + name, e);
    }
  }
}
