package dev.tandem.storage.seal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// A node of a Merkle tree: SHA-256 with one byte before the input that tells leaves from inner
/// nodes (RFC 6962 section 2.1), so that no inner node can be passed off as an entry.
public final class TreeHash {
  public static final int BYTES = 32;

  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private final byte[] bytes;

  private TreeHash(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a tree hash has 32 bytes");
    }
    this.bytes = bytes;
  }

  public static TreeHash of(byte[] bytes) {
    return new TreeHash(bytes.clone());
  }

  /// The root of a tree without entries.
  public static TreeHash empty() {
    return new TreeHash(sha256().digest());
  }

  public static TreeHash leaf(byte[] entry) {
    MessageDigest digest = sha256();
    digest.update(LEAF);
    return new TreeHash(digest.digest(entry));
  }

  public static TreeHash node(TreeHash left, TreeHash right) {
    MessageDigest digest = sha256();
    digest.update(NODE);
    digest.update(left.bytes);
    return new TreeHash(digest.digest(right.bytes));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw Ciphers.missing(e);
    }
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TreeHash that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
