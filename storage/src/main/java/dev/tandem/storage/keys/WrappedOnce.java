package dev.tandem.storage.keys;

import dev.tandem.storage.seal.KeyBytes;
import dev.tandem.storage.seal.KeyWrap;
import dev.tandem.storage.seal.SealBroken;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;

/// A key wrapped by a wrapping key that was made for it alone, with what its root key needs to give
/// that wrapping key again: the head, at most 64 KiB.
///
/// ```
///  0        1             3      3+h
/// +--------+-------------+------+---------------------------+
/// | format | head length | head | AES-256-KWP of the key    |
/// +--------+-------------+------+---------------------------+
/// ```
public final class WrappedOnce {
  private static final byte FORMAT = 1;
  private static final int HEAD = 3;

  private final Buffer head;
  private final Buffer wrapped;

  private WrappedOnce(Buffer head, Buffer wrapped) {
    this.head = head;
    this.wrapped = wrapped;
  }

  public static WrappedOnce wrap(byte[] head, KeyBytes wrapping, KeyBytes key, String context) {
    return new WrappedOnce(
        Buffer.buffer(head), Buffer.buffer(KeyWrap.wrap(wrapping, key, context)));
  }

  /// Throws [SealBroken] when these are no bytes of [#bytes].
  public static WrappedOnce parse(byte[] bytes) {
    if (bytes.length < HEAD || bytes[0] != FORMAT) {
      throw new SealBroken("a wrapped key is of another kind of root key");
    }
    int length = Short.toUnsignedInt(ByteBuffer.wrap(bytes).getShort(1));
    if (length == 0 || bytes.length <= HEAD + length) {
      throw new SealBroken("a wrapped key was cut");
    }
    Buffer all = Buffer.buffer(bytes);
    return new WrappedOnce(all.slice(HEAD, HEAD + length), all.slice(HEAD + length, bytes.length));
  }

  public byte[] head() {
    return head.getBytes();
  }

  public byte[] bytes() {
    return Buffer.buffer()
        .appendByte(FORMAT)
        .appendUnsignedShort(head.length())
        .appendBuffer(head)
        .appendBuffer(wrapped)
        .getBytes();
  }

  /// Throws [SealBroken] when the wrapping key or the context is another, or a bit was changed.
  public KeyBytes unwrap(KeyBytes wrapping, String context) {
    return KeyWrap.unwrap(wrapping, wrapped.getBytes(), context);
  }
}
