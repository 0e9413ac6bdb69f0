package dev.tandem.storage.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Several texts as one piece to be sealed: a format byte, then for each text its length in four
/// bytes and its UTF-8.
public final class SealedText {
  private static final byte FORMAT = 1;

  private SealedText() {}

  public static byte[] join(List<String> texts) {
    List<byte[]> parts = texts.stream().map(text -> text.getBytes(UTF_8)).toList();
    int size = 1 + parts.stream().mapToInt(part -> Integer.BYTES + part.length).sum();
    ByteBuffer out = ByteBuffer.allocate(size).put(FORMAT);
    parts.forEach(part -> out.putInt(part.length).put(part));
    return out.array();
  }

  public static List<String> split(byte[] joined) {
    ByteBuffer in = ByteBuffer.wrap(joined);
    if (in.get() != FORMAT) {
      throw new IllegalStateException("sealed by a newer program");
    }
    List<String> texts = new ArrayList<>();
    while (in.hasRemaining()) {
      byte[] part = new byte[in.getInt()];
      in.get(part);
      texts.add(new String(part, UTF_8));
    }
    return texts;
  }
}
