package dev.tandem.media.stun;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// PASSWORD-ALGORITHMS: what a server offers, and what a client saw offered (RFC 8489 section
/// 14.11). A list of what [PasswordAlgorithm] holds one of.
public record PasswordAlgorithms(List<Integer> algorithms) implements Attribute {

  public static final int TYPE = 0x8002;

  /// What this server offers: SHA-256 first, since clients take the first that they know (RFC 8489
  /// section 9.2.5).
  public static final PasswordAlgorithms OFFERED =
      new PasswordAlgorithms(List.of(PasswordAlgorithm.SHA256, PasswordAlgorithm.MD5));

  public PasswordAlgorithms {
    algorithms = List.copyOf(algorithms);
  }

  static Attribute read(ByteBuffer value) {
    List<Integer> algorithms = new ArrayList<>();
    int at = value.position();
    while (at + 4 <= value.limit()) {
      algorithms.add(value.getShort(at) & 0xffff);
      at += 4 + StunParser.padded(value.getShort(at + 2) & 0xffff);
    }
    return at == value.limit() ? new PasswordAlgorithms(algorithms) : new MalformedAttribute(TYPE);
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeValue(ByteBuffer out, TransactionId id) {
    for (int algorithm : algorithms) {
      out.putShort((short) algorithm).putShort((short) 0);
    }
  }
}
