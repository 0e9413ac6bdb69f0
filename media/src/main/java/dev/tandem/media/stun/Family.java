package dev.tandem.media.stun;

import org.jspecify.annotations.Nullable;

/// An IP version, with the code it has in address attributes (RFC 8489 section 14.1, RFC 8656
/// section 18.6).
public enum Family {
  IPV4(1, 4),
  IPV6(2, 16);

  private final int code;
  private final int bytes;

  Family(int code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  /// The family byte on the wire.
  public int code() {
    return code;
  }

  /// Length of an address, in bytes.
  public int bytes() {
    return bytes;
  }

  /// The family of that code; null when the RFC defines none.
  public static @Nullable Family ofCode(int code) {
    return switch (code) {
      case 1 -> IPV4;
      case 2 -> IPV6;
      default -> null;
    };
  }
}
