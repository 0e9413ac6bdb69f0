package dev.tandem.gateway.contact;

import java.util.Optional;

/// A contact's picture: bytes that begin as their type begins.
///
/// @param mediaType `image/jpeg`, `image/png`, `image/gif` or `image/webp`
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
public record Picture(String mediaType, byte[] bytes) {

  /// What the bytes are by their first ones; empty when no browser shows them.
  public static Optional<Picture> of(byte[] bytes) {
    return type(bytes).map(type -> new Picture(type, bytes));
  }

  private static Optional<String> type(byte[] bytes) {
    if (begins(bytes, 0, 0xFF, 0xD8, 0xFF)) {
      return Optional.of("image/jpeg");
    }
    if (begins(bytes, 0, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
      return Optional.of("image/png");
    }
    if (begins(bytes, 0, 'G', 'I', 'F', '8')) {
      return Optional.of("image/gif");
    }
    if (begins(bytes, 0, 'R', 'I', 'F', 'F') && begins(bytes, 8, 'W', 'E', 'B', 'P')) {
      return Optional.of("image/webp");
    }
    return Optional.empty();
  }

  private static boolean begins(byte[] bytes, int at, int... first) {
    if (bytes.length < at + first.length) {
      return false;
    }
    for (int i = 0; i < first.length; i++) {
      if (Byte.toUnsignedInt(bytes[at + i]) != first[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return "Picture[personal]";
  }
}
