package dev.tandem.media.stun;

import java.nio.ByteBuffer;

/// PASSWORD-ALGORITHM: how the key of a request was made of its password (RFC 8489 section 14.12).
///
/// ```
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |          Algorithm           |  Algorithm Parameters Length   |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
///
/// Neither algorithm there is has parameters.
public record PasswordAlgorithm(int algorithm) implements Attribute {

  public static final int TYPE = 0x001D;

  public static final int MD5 = 1;
  public static final int SHA256 = 2;

  static Attribute read(ByteBuffer value) {
    boolean plain = value.remaining() == 4 && value.getShort(value.position() + 2) == 0;
    return plain
        ? new PasswordAlgorithm(value.getShort(value.position()) & 0xffff)
        : new MalformedAttribute(TYPE);
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeValue(ByteBuffer out, TransactionId id) {
    out.putShort((short) algorithm).putShort((short) 0);
  }
}
