package dev.tandem.storage.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Goal: records and streams whose key is their own open with that key, in their place and
/// unchanged, or not at all; the key of one opens nothing else. Method: every bit turned, other
/// keys, other places; records and streams that a data key sealed itself, given a key of their own.
final class WhatHasAKeyOfItsOwnTest {
  private final DataKey key = new DataKey(7, KeyBytes.random());
  private final Binding binding =
      new Binding(UUID.randomUUID(), "audit_entry", "detail", UUID.randomUUID());
  private final Binding elsewhere =
      new Binding(binding.workspace(), "audit_entry", "detail", UUID.randomUUID());
  private final byte[] plain = "what was done".getBytes(UTF_8);

  @Test
  void a_record_opens_with_its_key_alone() {
    KeyBytes once = KeyBytes.random();
    byte[] sealed = Sealer.sealAlone(once, plain, binding);
    KeyBytes opens = Sealer.recordKey(once, sealed);
    assertEquals(Sealer.ALONE, Sealer.keyNumber(sealed));
    assertArrayEquals(plain, Sealer.openAlone(opens, sealed, binding));
    assertThrows(SealBroken.class, () -> Sealer.openAlone(opens, sealed, elsewhere));
    assertThrows(SealBroken.class, () -> Sealer.openAlone(KeyBytes.random(), sealed, binding));
    assertThrows(SealBroken.class, () -> Sealer.open(key, sealed, binding));
    for (int bit = 37 * 8; bit < sealed.length * 8; bit++) {
      byte[] turned = turned(sealed, bit);
      assertThrows(SealBroken.class, () -> Sealer.openAlone(opens, turned, binding), "bit " + bit);
    }
  }

  @Test
  void the_key_of_a_data_keys_record_opens_that_record_only() {
    byte[] one = Sealer.seal(key, plain, binding);
    byte[] two = Sealer.seal(key, plain, binding);
    KeyBytes opens = Sealer.recordKey(key, one);
    assertArrayEquals(plain, Sealer.openAlone(opens, one, binding));
    assertThrows(SealBroken.class, () -> Sealer.openAlone(opens, two, binding));
    assertThrows(SealBroken.class, () -> Sealer.openAlone(opens, one, elsewhere));
  }

  @Test
  void a_key_that_is_kept_as_a_record_is_noticed_to_be_no_key() {
    KeyBytes kept = KeyBytes.random();
    byte[] sealed = Sealer.sealKey(key, kept, binding);
    assertEquals(kept, Sealer.openKey(key, sealed, binding));
    assertThrows(SealBroken.class, () -> Sealer.openKey(key, sealed, elsewhere));
    byte[] text = Sealer.seal(key, plain, binding);
    assertThrows(SealBroken.class, () -> Sealer.openKey(key, text, binding));
  }

  @Test
  void a_stream_opens_by_what_was_wrapped_in_its_place() {
    StreamSealer stream = StreamSealer.start(binding);
    List<byte[]> chunks = new ArrayList<>();
    stream.write(plain, (index, chunk) -> chunks.add(chunk));
    stream.finish((index, chunk) -> chunks.add(chunk));
    byte[] wrapped = stream.wrapped(key, binding);
    assertArrayEquals(plain, StreamOpener.unwrap(key, wrapped, binding).last(0, chunks.getFirst()));
    assertThrows(SealBroken.class, () -> StreamOpener.unwrap(key, wrapped, elsewhere));
    for (int bit = 0; bit < wrapped.length * 8; bit++) {
      byte[] turned = turned(wrapped, bit);
      assertThrows(SealBroken.class, () -> StreamOpener.unwrap(key, turned, binding));
    }
    byte[] anothers = StreamSealer.start(binding).wrapped(key, binding);
    StreamOpener wrong = StreamOpener.unwrap(key, anothers, binding);
    assertThrows(SealBroken.class, () -> wrong.last(0, chunks.getFirst()));
    byte[] record = Sealer.seal(key, plain, binding);
    assertThrows(SealBroken.class, () -> StreamOpener.unwrap(key, record, binding));
  }

  @Test
  void a_data_keys_stream_opens_by_what_was_wrapped_later() {
    StreamSealer stream = OldStream.start(key, binding);
    List<byte[]> chunks = new ArrayList<>();
    stream.write(plain, (index, chunk) -> chunks.add(chunk));
    stream.finish((index, chunk) -> chunks.add(chunk));
    DataKey next = new DataKey(8, KeyBytes.random());
    byte[] wrapped = StreamOpener.start(key, stream.header(), binding).wrapped(next, elsewhere);
    assertArrayEquals(
        plain, StreamOpener.unwrap(next, wrapped, elsewhere).last(0, chunks.getFirst()));
  }

  private static byte[] turned(byte[] bytes, int bit) {
    byte[] out = bytes.clone();
    out[bit / 8] ^= (byte) (1 << (bit % 8));
    return out;
  }
}
