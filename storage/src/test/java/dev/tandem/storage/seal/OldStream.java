package dev.tandem.storage.seal;

/// Streams as they were before each had a key of its own: key and nonce came from the data key, and
/// a header lay beside the chunks.
public final class OldStream {
  private OldStream() {}

  public static StreamSealer start(DataKey key, Binding binding) {
    return StreamSealer.start(
        key.streams().bytes(), binding.bytes(), Ciphers.random(StreamKey.SALT));
  }

  public static byte[] header(StreamSealer stream) {
    return stream.header();
  }
}
