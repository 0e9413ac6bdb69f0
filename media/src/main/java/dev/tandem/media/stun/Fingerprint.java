package dev.tandem.media.stun;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/// FINGERPRINT: tells STUN from other packets on a shared port; the last attribute (RFC 8489
/// section 14.7).
///
/// @param value CRC-32 of the message up to here, XORed with "STUN"
public record Fingerprint(int value) implements Attribute {

  public static final int TYPE = 0x8028;

  private static final int MASK = 0x5354554e;

  static Attribute read(ByteBuffer value) {
    return value.remaining() == 4
        ? new Fingerprint(value.getInt(value.position()))
        : new MalformedAttribute(TYPE);
  }

  /// The fingerprint of these first bytes, whose length field must count the attribute already.
  static Fingerprint of(ByteBuffer message, int from, int length) {
    CRC32 crc = new CRC32();
    crc.update(message.slice(from, length));
    return new Fingerprint((int) crc.getValue() ^ MASK);
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeValue(ByteBuffer out, TransactionId id) {
    out.putInt(value);
  }
}
