package dev.tandem.storage.seal;

import java.io.ByteArrayOutputStream;

/// Seals a long thing while it grows: c2sp.org/chunked-encryption with AES-256-GCM and SHA-512
/// ("Cobblestone-256"), whose context is the [Binding].
///
/// Chunks hold 16 KiB; the last is always shorter, possibly empty, and that is how an end is known
/// to be the end. Chunk `k` uses the base nonce XOR `k`, so a chunk that was moved, doubled, left
/// out or taken from another stream does not open.
///
/// The stream's key comes from 32 random bytes that nobody keeps. What is kept is [#wrapped]: its
/// key and base nonce, sealed as a record with a data key. So a stream is sealed anew by sealing
/// these 44 bytes anew; its chunks stay as they are. Salt and key commitment, the scheme's header,
/// are not kept: the record is bound and committed itself. They were for streams whose key came
/// from the data key ([StreamOpener#start]).
///
/// One owner at a time: not safe for use by several threads at once.
public final class StreamSealer {
  public static final int CHUNK = 16 * 1024;
  static final int HEADER = StreamKey.SALT + StreamKey.COMMITMENT;
  public static final int CHUNK_OVERHEAD = Ciphers.TAG_BYTES;

  private final StreamKey key;
  private final byte[] header;
  private final byte[] pending = new byte[CHUNK];
  private int filled;
  private long index;
  private boolean finished;

  private StreamSealer(StreamKey key, byte[] header) {
    this.key = key;
    this.header = header;
  }

  public static StreamSealer start(Binding binding) {
    byte[] once = Ciphers.random(Ciphers.KEY_BYTES);
    return start(once, binding.bytes(), Ciphers.random(StreamKey.SALT));
  }

  static StreamSealer start(byte[] inputKey, byte[] context, byte[] salt) {
    StreamKey derived = StreamKey.derive(inputKey, salt, context);
    ByteArrayOutputStream header = new ByteArrayOutputStream(HEADER);
    header.writeBytes(salt);
    header.writeBytes(derived.commitment());
    return new StreamSealer(derived, header.toByteArray());
  }

  /// What opens the stream, sealed; to be kept with the chunks.
  public byte[] wrapped(DataKey key, Binding binding) {
    return Sealer.seal(key, this.key.secret(), binding);
  }

  /// Salt and key commitment, 56 bytes.
  byte[] header() {
    return header.clone();
  }

  /// Takes bytes and hands on each chunk that became full, in order.
  public void write(byte[] bytes, Chunks out) {
    mustBeOpen();
    int from = 0;
    while (from < bytes.length) {
      int taken = Math.min(CHUNK - filled, bytes.length - from);
      System.arraycopy(bytes, from, pending, filled, taken);
      filled += taken;
      from += taken;
      if (filled == CHUNK) {
        hand(out);
      }
    }
  }

  /// Hands on the last chunk. Nothing can be written after it.
  public void finish(Chunks out) {
    mustBeOpen();
    finished = true;
    hand(out);
  }

  private void mustBeOpen() {
    if (finished) {
      throw new IllegalStateException("the stream is finished");
    }
  }

  private void hand(Chunks out) {
    byte[] sealed = key.seal(index, pending, filled);
    filled = 0;
    out.chunk(index++, sealed);
  }

  /// Where sealed chunks go.
  @FunctionalInterface
  public interface Chunks {
    void chunk(long index, byte[] sealed);
  }
}
