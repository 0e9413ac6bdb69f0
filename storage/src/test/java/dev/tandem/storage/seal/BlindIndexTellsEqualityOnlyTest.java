package dev.tandem.storage.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Goal: an index finds equal values and joins nothing else. Method: same and other values,
/// purposes and keys.
final class BlindIndexTellsEqualityOnlyTest {
  @Test
  void equal_within_a_key_and_purpose_different_elsewhere() {
    KeyBytes key = KeyBytes.random();
    byte[] index = new BlindIndex(key, "own_number").of("+12025550123");
    assertEquals(BlindIndex.BYTES, index.length);
    assertArrayEquals(index, new BlindIndex(key, "own_number").of("+12025550123"));
    assertFalse(Arrays.equals(index, new BlindIndex(key, "own_number").of("+12025550124")));
    assertFalse(Arrays.equals(index, new BlindIndex(key, "contact_number").of("+12025550123")));
    assertFalse(
        Arrays.equals(index, new BlindIndex(KeyBytes.random(), "own_number").of("+12025550123")));
  }
}
