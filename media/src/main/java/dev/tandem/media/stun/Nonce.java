package dev.tandem.media.stun;

import java.nio.ByteBuffer;

/// NONCE: a word of the server that a request must repeat to be fresh (RFC 8489 section 14.10).
public record Nonce(String value) implements Attribute {

  public static final int TYPE = 0x0015;

  /// 128 characters, at their longest in UTF-8.
  public static final int MAX_BYTES = 763;

  static Attribute read(ByteBuffer value) {
    String text = Text.read(value, MAX_BYTES);
    return text == null ? new MalformedAttribute(TYPE) : new Nonce(text);
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeValue(ByteBuffer out, TransactionId id) {
    Text.write(out, value);
  }
}
