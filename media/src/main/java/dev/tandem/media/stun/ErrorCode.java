package dev.tandem.media.stun;

import java.nio.ByteBuffer;

/// ERROR-CODE: why a request was refused (RFC 8489 section 14.8).
///
/// ```
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |           Reserved, should be 0         |Class|     Number    |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |      Reason Phrase (variable)                                ..
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
///
/// @param code 300 to 699
/// @param reason for people; may be empty
public record ErrorCode(int code, String reason) implements Attribute {

  public static final int TYPE = 0x0009;

  private static final int MAX_REASON_BYTES = 763;

  /// The error with the RFC's words.
  public static ErrorCode of(StunError error) {
    return new ErrorCode(error.code(), error.reason());
  }

  /// The error without words, where every byte counts.
  public static ErrorCode bare(StunError error) {
    return new ErrorCode(error.code(), "");
  }

  static Attribute read(ByteBuffer value) {
    if (value.remaining() < 4) {
      return new MalformedAttribute(TYPE);
    }
    int at = value.position();
    int hundreds = value.get(at + 2) & 0x07;
    int number = value.get(at + 3) & 0xff;
    String reason = Text.read(value.slice(at + 4, value.remaining() - 4), MAX_REASON_BYTES);
    if (hundreds < 3 || hundreds > 6 || number > 99 || reason == null) {
      return new MalformedAttribute(TYPE);
    }
    return new ErrorCode(hundreds * 100 + number, reason);
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeValue(ByteBuffer out, TransactionId id) {
    out.putShort((short) 0).put((byte) (code / 100)).put((byte) (code % 100));
    Text.write(out, reason);
  }
}
