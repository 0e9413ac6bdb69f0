package dev.tandem.storage.audit;

import dev.tandem.storage.keys.Vault;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;

/// Ties each entry to all before it: a keyed hash of the entry and of its predecessor's link. The
/// key is the workspace's, so who can write to the database but has no key cannot make the links
/// fit again after a change.
final class Chain {
  static final Buffer START = Buffer.buffer();

  private final Vault vault;

  Chain(Vault vault) {
    this.vault = vault;
  }

  Buffer link(Buffer previous, StoredEntry entry) {
    byte[] bytes = entry.bytes();
    byte[] input =
        ByteBuffer.allocate(1 + previous.length() + bytes.length)
            .put((byte) previous.length())
            .put(previous.getBytes())
            .put(bytes)
            .array();
    return Buffer.buffer(vault.index("audit_chain", input));
  }
}
