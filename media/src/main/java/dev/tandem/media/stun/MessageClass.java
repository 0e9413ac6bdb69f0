package dev.tandem.media.stun;

/// Who speaks and whether an answer is due (RFC 8489 section 5).
public enum MessageClass {
  REQUEST(0b00),
  INDICATION(0b01),
  SUCCESS(0b10),
  ERROR(0b11);

  private final int bits;

  MessageClass(int bits) {
    this.bits = bits;
  }

  /// The two class bits, C1 before C0.
  int bits() {
    return bits;
  }

  static MessageClass ofBits(int bits) {
    return switch (bits & 0b11) {
      case 0b00 -> REQUEST;
      case 0b01 -> INDICATION;
      case 0b10 -> SUCCESS;
      default -> ERROR;
    };
  }
}
