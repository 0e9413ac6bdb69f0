package dev.tandem.media.stun;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// UNKNOWN-ATTRIBUTES: the types that made a server answer 420, 16 bits each (RFC 8489 section
/// 14.13).
public record UnknownAttributes(List<Integer> types) implements Attribute {

  public static final int TYPE = 0x000A;

  public UnknownAttributes {
    types = List.copyOf(types);
  }

  static Attribute read(ByteBuffer value) {
    if (value.remaining() % 2 != 0) {
      return new MalformedAttribute(TYPE);
    }
    List<Integer> types = new ArrayList<>();
    for (int at = value.position(); at < value.limit(); at += 2) {
      types.add(value.getShort(at) & 0xffff);
    }
    return new UnknownAttributes(types);
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeValue(ByteBuffer out, TransactionId id) {
    for (int type : types) {
      out.putShort((short) type);
    }
  }
}
