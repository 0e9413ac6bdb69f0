package dev.tandem.media.stun;

import java.nio.ByteBuffer;

/// ADDRESS-ERROR-CODE: why one of the two families asked for has no relayed address (RFC 8656
/// section 18.12).
///
/// ```
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |  Family       |    Reserved             |Class|     Number    |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |      Reason Phrase (variable)                                ..
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
///
/// @param code 300 to 699
/// @param reason for people; may be empty
public record AddressErrorCode(Family family, int code, String reason) implements Attribute {

  public static final int TYPE = 0x8001;

  private static final int MAX_REASON_BYTES = 763;

  /// The error with the RFC's words.
  public static AddressErrorCode of(Family family, StunError error) {
    return new AddressErrorCode(family, error.code(), error.reason());
  }

  static Attribute read(ByteBuffer value) {
    if (value.remaining() < 4) {
      return new MalformedAttribute(TYPE);
    }
    int at = value.position();
    Family family = Family.ofCode(value.get(at) & 0xff);
    int hundreds = value.get(at + 2) & 0x07;
    int number = value.get(at + 3) & 0xff;
    String reason = Text.read(value.slice(at + 4, value.remaining() - 4), MAX_REASON_BYTES);
    if (family == null || hundreds < 3 || hundreds > 6 || number > 99 || reason == null) {
      return new MalformedAttribute(TYPE);
    }
    return new AddressErrorCode(family, hundreds * 100 + number, reason);
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeValue(ByteBuffer out, TransactionId id) {
    out.put((byte) family.code()).put((byte) 0);
    out.put((byte) (code / 100)).put((byte) (code % 100));
    Text.write(out, reason);
  }
}
