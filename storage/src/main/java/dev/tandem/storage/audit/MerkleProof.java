package dev.tandem.storage.audit;

import dev.tandem.storage.seal.TreeHash;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Proofs about a tree that need a few hashes instead of all entries. Made as RFC 6962 sections
/// 2.1.1 and 2.1.2 define them, checked with the algorithms of RFC 9162 sections 2.1.3.2 and
/// 2.1.4.2. Entries are numbered from 0 here, as in the RFCs.
public final class MerkleProof {
  /// The entries from `from` up to, not including, `to`: a subtree.
  public record Span(long from, long to) {}

  private MerkleProof() {}

  /// The subtrees whose roots prove that entry `index` is in the tree of `size` entries.
  public static List<Span> inclusion(long index, long size) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("no such entry in the tree");
    }
    List<Span> path = new ArrayList<>();
    long from = 0;
    long to = size;
    while (to - from > 1) {
      long middle = from + split(to - from);
      if (index < middle) {
        path.addFirst(new Span(middle, to));
        to = middle;
      } else {
        path.addFirst(new Span(from, middle));
        from = middle;
      }
    }
    return path;
  }

  /// The subtrees whose roots prove that the tree of `old` entries is the beginning of the tree of
  /// `size` entries.
  public static List<Span> consistency(long old, long size) {
    if (old <= 0 || old > size) {
      throw new IllegalArgumentException("the older tree has 1 to as many entries as the newer");
    }
    List<Span> path = new ArrayList<>();
    long from = 0;
    long to = size;
    while (old != to) {
      long middle = from + split(to - from);
      if (old <= middle) {
        path.addFirst(new Span(middle, to));
        to = middle;
      } else {
        path.addFirst(new Span(from, middle));
        from = middle;
      }
    }
    if (from > 0) {
      path.addFirst(new Span(from, to));
    }
    return path;
  }

  /// The largest power of two below `size`.
  private static long split(long size) {
    return Long.highestOneBit(size - 1);
  }

  /// The hashes of a proof, given the root of each subtree.
  public static List<TreeHash> hashes(List<Span> spans, Function<Span, TreeHash> root) {
    return spans.stream().map(root).toList();
  }

  public static boolean includes(
      TreeHash root, long size, TreeHash leaf, long index, List<TreeHash> proof) {
    if (index < 0 || index >= size) {
      return false;
    }
    long node = index;
    long last = size - 1;
    TreeHash hash = leaf;
    for (TreeHash sibling : proof) {
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        hash = TreeHash.node(sibling, hash);
        int up = node == 0 ? 0 : Long.numberOfTrailingZeros(node);
        node >>= up;
        last >>= up;
      } else {
        hash = TreeHash.node(hash, sibling);
      }
      node >>= 1;
      last >>= 1;
    }
    return last == 0 && hash.equals(root);
  }

  public static boolean extendsTree(
      TreeHash oldRoot, long old, TreeHash root, long size, List<TreeHash> proof) {
    if (old <= 0 || old > size) {
      return false;
    }
    if (old == size) {
      return proof.isEmpty() && oldRoot.equals(root);
    }
    List<TreeHash> path = new ArrayList<>(proof);
    if (Long.bitCount(old) == 1) {
      path.addFirst(oldRoot);
    }
    if (path.isEmpty()) {
      return false;
    }
    int up = Long.numberOfTrailingZeros(old);
    long node = (old - 1) >> up;
    long last = (size - 1) >> up;
    TreeHash before = path.getFirst();
    TreeHash after = path.getFirst();
    for (TreeHash sibling : path.subList(1, path.size())) {
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        before = TreeHash.node(sibling, before);
        after = TreeHash.node(sibling, after);
        int climb = node == 0 ? 0 : Long.numberOfTrailingZeros(node);
        node >>= climb;
        last >>= climb;
      } else {
        after = TreeHash.node(after, sibling);
      }
      node >>= 1;
      last >>= 1;
    }
    return last == 0 && before.equals(oldRoot) && after.equals(root);
  }
}
