package dev.tandem.gateway.contact;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import java.util.Optional;

/// What the bytes of a file mean: UTF-8 with or without a mark, UTF-16 with one or told by its
/// zeros, and windows-1252 (ISO 8859-1 and a few more) for what is none of them.
final class FileText {
  /// What many programs of Windows write when they say nothing.
  static final Charset FALLBACK = Charset.forName("windows-1252");

  private static final int LOOKED_AT = 512;

  private FileText() {}

  /// The whole file as a text.
  static String of(byte[] file) {
    byte[] bytes = utf8(file);
    return strict(bytes).orElseGet(() -> new String(bytes, FALLBACK));
  }

  /// The file without a mark, and in UTF-8 if it was in UTF-16; other bytes as they are.
  static byte[] utf8(byte[] file) {
    if (begins(file, 0xEF, 0xBB, 0xBF)) {
      return Arrays.copyOfRange(file, 3, file.length);
    }
    if (begins(file, 0xFF, 0xFE)) {
      return new String(file, 2, file.length - 2, UTF_16LE).getBytes(UTF_8);
    }
    if (begins(file, 0xFE, 0xFF)) {
      return new String(file, 2, file.length - 2, UTF_16BE).getBytes(UTF_8);
    }
    return withoutMark(file).map(charset -> new String(file, charset).getBytes(UTF_8)).orElse(file);
  }

  /// Latin text in UTF-16 has a zero in every other place.
  private static Optional<Charset> withoutMark(byte[] file) {
    int[] zeros = new int[2];
    int looked = Math.min(file.length, LOOKED_AT) & ~1;
    for (int i = 0; i < looked; i++) {
      zeros[i & 1] += file[i] == 0 ? 1 : 0;
    }
    int most = looked / 4;
    if (looked < 4 || (zeros[0] <= most && zeros[1] <= most)) {
      return Optional.empty();
    }
    return Optional.of(zeros[1] > zeros[0] ? UTF_16LE : UTF_16BE);
  }

  /// The bytes as UTF-8; empty when they are not.
  static Optional<String> strict(byte[] bytes) {
    try {
      return Optional.of(
          UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static boolean begins(byte[] file, int... first) {
    if (file.length < first.length) {
      return false;
    }
    for (int i = 0; i < first.length; i++) {
      if (Byte.toUnsignedInt(file[i]) != first[i]) {
        return false;
      }
    }
    return true;
  }
}
