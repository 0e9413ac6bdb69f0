package dev.tandem.media.stun;

import java.nio.ByteBuffer;

/// USERNAME: who asks, of the long-term credential (RFC 8489 section 14.3).
public record Username(String value) implements Attribute {

  public static final int TYPE = 0x0006;

  /// The bound of RFC 5389; RFC 8489 says 508, and older clients may use the rest.
  public static final int MAX_BYTES = 513;

  static Attribute read(ByteBuffer value) {
    String text = Text.read(value, MAX_BYTES);
    return text == null ? new MalformedAttribute(TYPE) : new Username(text);
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeValue(ByteBuffer out, TransactionId id) {
    Text.write(out, value);
  }

  @Override
  public String toString() {
    return "Username[redacted]";
  }
}
