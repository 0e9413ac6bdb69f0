package dev.tandem.media.stun;

import java.nio.ByteBuffer;

/// SOFTWARE: what the sender runs, for people who debug; nothing is decided by it (RFC 8489 section
/// 14.14).
public record Software(String value) implements Attribute {

  public static final int TYPE = 0x8022;

  /// 128 characters, at their longest in UTF-8.
  public static final int MAX_BYTES = 763;

  static Attribute read(ByteBuffer value) {
    String text = Text.read(value, MAX_BYTES);
    return text == null ? new MalformedAttribute(TYPE) : new Software(text);
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
