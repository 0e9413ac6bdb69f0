package dev.tandem.messaging.media;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// Copies a file without what it says about its maker: where and when it was taken, with what, by
/// whom. What is seen stays as it is. Pure but for its two streams.
@FunctionalInterface
interface Scrub {
  /// Copies all of `in`; what the kind's end leaves over is read and dropped.
  ///
  /// @throws Malformed when it is no file of the kind
  void copy(InputStream in, OutputStream out) throws IOException;

  /// It is not what its first bytes say.
  final class Malformed extends IOException {
    private static final long serialVersionUID = 1L;

    Malformed(String what) {
      super(what);
    }
  }

  /// How files of the kind are copied. Sound, moving pictures, cards and documents stay as they
  /// are.
  static Scrub of(MediaKind kind) {
    return switch (kind) {
      case JPEG -> JpegScrub::copy;
      case PNG -> PngScrub::copy;
      case GIF, WEBP, HEIC, BMP, MP4, THREE_GPP, QUICKTIME, M4A, MP3, AMR, OGG, WAV, PDF, VCARD ->
          InputStream::transferTo;
    };
  }

  /// The next byte.
  static int next(InputStream in) throws IOException {
    int value = in.read();
    if (value < 0) {
      throw new EOFException();
    }
    return value;
  }

  /// The next `count` bytes, all of them.
  static byte[] next(InputStream in, int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException();
    }
    return bytes;
  }

  /// Reads what is left.
  static void drop(InputStream in) throws IOException {
    long _ = in.transferTo(OutputStream.nullOutputStream());
  }
}
