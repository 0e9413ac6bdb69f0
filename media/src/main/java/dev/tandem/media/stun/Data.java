package dev.tandem.media.stun;

import java.nio.ByteBuffer;

/// DATA: what is relayed, in Send and Data indications (RFC 8656 section 18.4).
///
/// @param bytes a view into the datagram, valid as long as the datagram's buffer is not reused
public record Data(ByteBuffer bytes) implements Attribute {

  public static final int TYPE = 0x0013;

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeValue(ByteBuffer out, TransactionId id) {
    out.put(bytes.duplicate());
  }
}
