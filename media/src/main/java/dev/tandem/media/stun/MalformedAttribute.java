package dev.tandem.media.stun;

import java.nio.ByteBuffer;

/// An attribute of a known type whose value breaks that type's rules: a request with one is
/// answered 400.
public record MalformedAttribute(int type) implements Attribute {

  @Override
  public void writeValue(ByteBuffer out, TransactionId id) {
    // Its value was refused and not kept.
  }
}
