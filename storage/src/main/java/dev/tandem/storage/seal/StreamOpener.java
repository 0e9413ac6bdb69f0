package dev.tandem.storage.seal;

import java.security.MessageDigest;
import java.util.Arrays;

/// Opens the chunks of one stream, in any order. See [StreamSealer] for the format.
public final class StreamOpener {
  private final StreamKey key;

  private StreamOpener(StreamKey key) {
    this.key = key;
  }

  /// A stream by what [StreamSealer#wrapped] gave; [SealBroken] when key, binding or bytes are not
  /// its own.
  public static StreamOpener unwrap(DataKey key, byte[] wrapped, Binding binding) {
    return new StreamOpener(StreamKey.ofSecret(Sealer.open(key, wrapped, binding)));
  }

  /// A stream from when streams' keys came from the data key and the salt in a header beside the
  /// chunks. Checks the header's key commitment; [SealBroken] when key, binding or header are not
  /// the stream's own.
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

  /// What opens the stream, sealed as [StreamSealer#wrapped] does; the header is of no more use
  /// then.
  public byte[] wrapped(DataKey key, Binding binding) {
    return Sealer.seal(key, this.key.secret(), binding);
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
