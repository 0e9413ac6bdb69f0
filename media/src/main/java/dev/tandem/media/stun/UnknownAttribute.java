package dev.tandem.media.stun;

import java.nio.ByteBuffer;

/// An attribute whose type this server does not know; its value is not kept (RFC 8489 section 6.3).
public record UnknownAttribute(int type) implements Attribute {

  @Override
  public void writeValue(ByteBuffer out, TransactionId id) {
    // What was not kept is written empty: only tests write one.
  }
}
