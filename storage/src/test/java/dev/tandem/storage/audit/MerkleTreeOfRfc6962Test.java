package dev.tandem.storage.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.audit.MerkleProof.Span;
import dev.tandem.storage.seal.TreeHash;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Goal: the tree is the one that other programs check. Method: the eight entries and roots that
/// implementations of Certificate Transparency test with; the example proofs of RFC 6962 section
/// 2.1.3, as subtrees; then every proof of every tree up to 40 entries, and every proof with one
/// hash changed, dropped or added.
final class MerkleTreeOfRfc6962Test {
  private static final List<String> ENTRIES =
      List.of(
          "",
          "00",
          "10",
          "2021",
          "3031",
          "40414243",
          "5051525354555657",
          "606162636465666768696a6b6c6d6e6f");
  private static final List<String> ROOTS =
      List.of(
          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
          "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
          "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
          "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
          "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
          "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
          "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

  private static TreeHash leaf(int i) {
    return TreeHash.leaf(new byte[] {(byte) i});
  }

  private static TreeHash root(Span span) {
    Frontier frontier = new Frontier();
    for (long i = span.from(); i < span.to(); i++) {
      frontier.add(leaf((int) i));
    }
    return frontier.root();
  }

  private static Span span(long from, long to) {
    return new Span(from, to);
  }

  @Test
  void known_roots() {
    assertEquals(
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        new Frontier().root().toString());
    Frontier tree = new Frontier();
    for (int i = 0; i < ENTRIES.size(); i++) {
      tree.add(TreeHash.leaf(HexFormat.of().parseHex(ENTRIES.get(i))));
      assertEquals(ROOTS.get(i), tree.root().toString());
      tree = Frontier.of(tree.size(), tree.bytes());
    }
  }

  @Test
  void the_examples_of_section_2_1_3() {
    Span a = span(0, 1);
    Span b = span(1, 2);
    Span c = span(2, 3);
    Span d = span(3, 4);
    Span f = span(5, 6);
    Span g = span(0, 2);
    Span h = span(2, 4);
    Span i = span(4, 6);
    Span j = span(6, 7);
    Span k = span(0, 4);
    Span l = span(4, 7);
    assertEquals(List.of(b, h, l), MerkleProof.inclusion(0, 7));
    assertEquals(List.of(a, h, l), MerkleProof.inclusion(1, 7));
    assertEquals(List.of(d, g, l), MerkleProof.inclusion(2, 7));
    assertEquals(List.of(c, g, l), MerkleProof.inclusion(3, 7));
    assertEquals(List.of(f, j, k), MerkleProof.inclusion(4, 7));
    assertEquals(List.of(i, k), MerkleProof.inclusion(6, 7));
    assertEquals(List.of(c, d, g, l), MerkleProof.consistency(3, 7));
    assertEquals(List.of(l), MerkleProof.consistency(4, 7));
    assertEquals(List.of(i, j, k), MerkleProof.consistency(6, 7));
  }

  @Test
  void every_proof_of_small_trees_holds_and_no_changed_one() {
    for (int size = 1; size <= 40; size++) {
      TreeHash root = root(span(0, size));
      for (int i = 0; i < size; i++) {
        int index = i;
        int entries = size;
        List<TreeHash> proof =
            MerkleProof.hashes(MerkleProof.inclusion(i, size), MerkleTreeOfRfc6962Test::root);
        assertTrue(MerkleProof.includes(root, size, leaf(i), i, proof));
        assertFalse(MerkleProof.includes(root, size, leaf(i + 1), i, proof));
        changed(proof)
            .forEach(
                other ->
                    assertFalse(MerkleProof.includes(root, entries, leaf(index), index, other)));
      }
      for (int old = 1; old <= size; old++) {
        TreeHash oldRoot = root(span(0, old));
        int before = old;
        int entries = size;
        List<TreeHash> proof =
            MerkleProof.hashes(MerkleProof.consistency(old, size), MerkleTreeOfRfc6962Test::root);
        assertTrue(MerkleProof.extendsTree(oldRoot, old, root, size, proof));
        assertFalse(MerkleProof.extendsTree(leaf(99), old, root, size, proof));
        changed(proof)
            .forEach(
                other ->
                    assertFalse(MerkleProof.extendsTree(oldRoot, before, root, entries, other)));
      }
    }
  }

  private static List<List<TreeHash>> changed(List<TreeHash> proof) {
    List<List<TreeHash>> out = new ArrayList<>();
    for (int i = 0; i < proof.size(); i++) {
      List<TreeHash> edited = new ArrayList<>(proof);
      edited.set(i, leaf(77));
      out.add(edited);
      List<TreeHash> shorter = new ArrayList<>(proof);
      shorter.remove(i);
      out.add(shorter);
    }
    List<TreeHash> longer = new ArrayList<>(proof);
    longer.add(leaf(77));
    out.add(longer);
    return out;
  }
}
