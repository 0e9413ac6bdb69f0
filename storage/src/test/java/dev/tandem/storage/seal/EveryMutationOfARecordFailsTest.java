package dev.tandem.storage.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Goal: a sealed record opens as it was sealed or not at all. Method: all small lengths, every bit
/// turned, every cut, every part of the binding changed, another key.
final class EveryMutationOfARecordFailsTest {
  private final DataKey key = new DataKey(7, KeyBytes.random());
  private final UUID workspace = UUID.randomUUID();
  private final UUID row = UUID.randomUUID();
  private final Binding binding = new Binding(workspace, "message", "content", row);

  @Test
  void every_length_comes_back() {
    for (int length = 0; length <= 300; length++) {
      byte[] plain = new byte[length];
      Arrays.fill(plain, (byte) length);
      byte[] sealed = Sealer.seal(key, plain, binding);
      assertArrayEquals(plain, Sealer.open(key, sealed, binding));
    }
  }

  @Test
  void every_turned_bit_is_noticed() {
    byte[] sealed = Sealer.seal(key, "what was said".getBytes(UTF_8), binding);
    for (int bit = 0; bit < sealed.length * 8; bit++) {
      byte[] changed = sealed.clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThrows(SealBroken.class, () -> Sealer.open(key, changed, binding), "bit " + bit);
    }
  }

  @Test
  void every_cut_and_every_addition_is_noticed() {
    byte[] sealed = Sealer.seal(key, "what was said".getBytes(UTF_8), binding);
    for (int length = 0; length < sealed.length; length++) {
      byte[] cut = Arrays.copyOf(sealed, length);
      assertThrows(SealBroken.class, () -> Sealer.open(key, cut, binding));
    }
    byte[] longer = Arrays.copyOf(sealed, sealed.length + 1);
    assertThrows(SealBroken.class, () -> Sealer.open(key, longer, binding));
  }

  @Test
  void another_workspace_table_column_row_or_key_does_not_open_it() {
    byte[] sealed = Sealer.seal(key, "what was said".getBytes(UTF_8), binding);
    for (Binding other :
        Set.of(
            new Binding(UUID.randomUUID(), "message", "content", row),
            new Binding(workspace, "contact", "content", row),
            new Binding(workspace, "message", "error_text", row),
            new Binding(workspace, "message", "content", UUID.randomUUID()),
            new Binding(workspace, "messagec", "ontent", row),
            new Binding(row, "message", "content", workspace))) {
      assertThrows(SealBroken.class, () -> Sealer.open(key, sealed, other), other.toString());
    }
    DataKey sameNumber = new DataKey(7, KeyBytes.random());
    assertThrows(SealBroken.class, () -> Sealer.open(sameNumber, sealed, binding));
  }

  @Test
  void the_same_text_never_looks_the_same() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      byte[] sealed = Sealer.seal(key, "yes".getBytes(UTF_8), binding);
      String afterKeyNumber = Arrays.toString(Arrays.copyOfRange(sealed, 5, sealed.length));
      assertTrue(seen.add(afterKeyNumber), "a salt repeated");
    }
  }

  @Test
  void every_mutation_of_a_wrapped_key_is_noticed() {
    KeyBytes wrapping = KeyBytes.random();
    byte[] wrapped = KeyWrap.wrap(wrapping, KeyBytes.random(), "workspace|a");
    for (int bit = 0; bit < wrapped.length * 8; bit++) {
      byte[] changed = wrapped.clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThrows(SealBroken.class, () -> KeyWrap.unwrap(wrapping, changed, "workspace|a"));
    }
    assertThrows(SealBroken.class, () -> KeyWrap.unwrap(wrapping, wrapped, "workspace|b"));
    assertThrows(SealBroken.class, () -> KeyWrap.unwrap(KeyBytes.random(), wrapped, "workspace|a"));
  }
}
