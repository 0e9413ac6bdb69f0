package dev.tandem.media.stun;

import org.jspecify.annotations.Nullable;

/// What a message is about (RFC 8489 section 18.2, RFC 8656 section 17): the methods this server
/// knows.
public enum Method {
  BINDING(0x001),
  ALLOCATE(0x003),
  REFRESH(0x004),
  SEND(0x006),
  DATA(0x007),
  CREATE_PERMISSION(0x008),
  CHANNEL_BIND(0x009);

  private final int code;

  Method(int code) {
    this.code = code;
  }

  /// The 12 bits of the method.
  public int code() {
    return code;
  }

  /// The method of that code; null when it is none of ours.
  public static @Nullable Method ofCode(int code) {
    return switch (code) {
      case 0x001 -> BINDING;
      case 0x003 -> ALLOCATE;
      case 0x004 -> REFRESH;
      case 0x006 -> SEND;
      case 0x007 -> DATA;
      case 0x008 -> CREATE_PERMISSION;
      case 0x009 -> CHANNEL_BIND;
      default -> null;
    };
  }
}
