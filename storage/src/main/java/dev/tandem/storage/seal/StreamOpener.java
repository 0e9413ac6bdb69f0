package dev.tandem.storage.seal;

import java.security.MessageDigest;
import java.util.Arrays;

/// Opens the chunks of one stream, in any order. See [StreamSealer] for the format.
public final class StreamOpener {
  private final StreamKey key;

  private StreamOpener(StreamKey key) {
    this.key = key;
  }

  /// Checks the header's key commitment; [SealBroken] when key, binding or header are not the
  /// stream's own.
  public static StreamOpener start(DataKey key, byte[] header, Binding binding) {
    return start(key.streams().bytes(), header, binding.bytes());
  }

  static StreamOpener start(byte[] inputKey, byte[] header, byte[] context) {
    if (header.length != StreamSealer.HEADER) {
      throw new SealBroken("a stream's header has " + StreamSealer.HEADER + " bytes");
    }
    StreamKey derived = StreamKey.derive(inputKey, Arrays.copyOf(header, StreamKey.SALT), context);
    byte[] committed = Arrays.copyOfRange(header, StreamKey.SALT, header.length);
    if (!MessageDigest.isEqual(committed, derived.commitment())) {
      throw new SealBroken("a stream was changed, moved or sealed with another key");
    }
    return new StreamOpener(derived);
  }

  /// A chunk that is not the last: it must be full.
  public byte[] middle(long index, byte[] sealed) {
    byte[] chunk = key.open(index, sealed);
    if (chunk.length != StreamSealer.CHUNK) {
      throw new SealBroken("a stream has a short chunk before its end");
    }
    return chunk;
  }

  /// The last chunk: it must be short, or the stream was cut. Opening it proves the stream's
  /// length.
  public byte[] last(long index, byte[] sealed) {
    byte[] chunk = key.open(index, sealed);
    if (chunk.length >= StreamSealer.CHUNK) {
      throw new SealBroken("a stream was cut");
    }
    return chunk;
  }
}
