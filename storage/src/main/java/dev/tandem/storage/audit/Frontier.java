package dev.tandem.storage.audit;

import dev.tandem.storage.seal.TreeHash;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// A Merkle tree (RFC 6962 section 2.1) that only grows, kept as the roots of its complete subtrees
/// from left to right: one for each bit that is set in its size. Enough to add an entry and to tell
/// the root, in at most 63 hashes.
public final class Frontier {
  private final List<TreeHash> peaks = new ArrayList<>();
  private long size;

  /// What [#bytes()] gave for a tree of this size.
  public static Frontier of(long size, byte[] bytes) {
    if (size < 0 || bytes.length != Long.bitCount(size) * TreeHash.BYTES) {
      throw new IllegalArgumentException("a tree keeps one hash for each bit set in its size");
    }
    Frontier frontier = new Frontier();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    while (in.hasRemaining()) {
      byte[] peak = new byte[TreeHash.BYTES];
      in.get(peak);
      frontier.peaks.add(TreeHash.of(peak));
    }
    frontier.size = size;
    return frontier;
  }

  public long size() {
    return size;
  }

  public void add(TreeHash leaf) {
    TreeHash merged = leaf;
    for (long rest = size; (rest & 1) == 1; rest >>= 1) {
      merged = TreeHash.node(peaks.removeLast(), merged);
    }
    peaks.add(merged);
    size++;
  }

  public TreeHash root() {
    if (size == 0) {
      return TreeHash.empty();
    }
    TreeHash root = peaks.getLast();
    for (int i = peaks.size() - 2; i >= 0; i--) {
      root = TreeHash.node(peaks.get(i), root);
    }
    return root;
  }

  public byte[] bytes() {
    ByteBuffer out = ByteBuffer.allocate(peaks.size() * TreeHash.BYTES);
    peaks.forEach(peak -> out.put(peak.bytes()));
    return out.array();
  }
}
