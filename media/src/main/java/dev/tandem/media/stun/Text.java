package dev.tandem.media.stun;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// UTF-8 values of attributes: read strictly, so that two spellings are never one name.
final class Text {

  private Text() {}

  /// The text of all remaining bytes; null when they are more than `maxBytes` or not UTF-8.
  static @Nullable String read(ByteBuffer value, int maxBytes) {
    if (value.remaining() > maxBytes) {
      return null;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(value.duplicate()).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  static void write(ByteBuffer out, String text) {
    out.put(text.getBytes(StandardCharsets.UTF_8));
  }
}
