package dev.tandem.media.stun;

import java.nio.ByteBuffer;

/// REALM: the domain that the credential is of (RFC 8489 section 14.9).
public record Realm(String value) implements Attribute {

  public static final int TYPE = 0x0014;

  /// 128 characters, at their longest in UTF-8.
  public static final int MAX_BYTES = 763;

  static Attribute read(ByteBuffer value) {
    String text = Text.read(value, MAX_BYTES);
    return text == null ? new MalformedAttribute(TYPE) : new Realm(text);
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
