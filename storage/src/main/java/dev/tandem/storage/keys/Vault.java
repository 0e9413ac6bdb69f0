package dev.tandem.storage.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.storage.StorageException;
import dev.tandem.storage.keys.Keyring.Numbered;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.seal.Binding;
import dev.tandem.storage.seal.DataKey;
import dev.tandem.storage.seal.KeyBytes;
import dev.tandem.storage.seal.Sealer;
import dev.tandem.storage.seal.StreamOpener;
import dev.tandem.storage.seal.StreamSealer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

/// What a store seals and opens with: the keys of one workspace, in one transaction.
public final class Vault {
  private final Keyrings keyrings;
  private final Keyring ring;
  private final Sql tx;
  private KnownSince known;
  private boolean sealed;

  Vault(Keyrings keyrings, Keyring ring, Sql tx) {
    this.keyrings = keyrings;
    this.ring = ring;
    this.tx = tx;
    this.known = ring.known();
  }

  public byte[] seal(SealedColumn column, UUID row, byte[] plaintext) {
    return Sealer.seal(sealing(column), plaintext, binding(column, row));
  }

  public byte[] seal(SealedColumn column, UUID row, String text) {
    return seal(column, row, text.getBytes(UTF_8));
  }

  public Optional<byte[]> seal(SealedColumn column, UUID row, Optional<String> text) {
    return text.map(present -> seal(column, row, present));
  }

  public byte[] open(SealedColumn column, UUID row, byte[] sealed) {
    return Sealer.open(key(Sealer.keyNumber(sealed)), sealed, binding(column, row));
  }

  public String openText(SealedColumn column, UUID row, byte[] sealed) {
    return new String(open(column, row, sealed), UTF_8);
  }

  /// The same record, sealed with the data key in use in its class; itself when it is sealed with
  /// that already.
  byte[] sealAnew(String table, String column, UUID row, byte[] old) {
    Numbered by = numbered(Sealer.keyNumber(old));
    DataKey now = ring.inUse(by.keyClass()).map(Numbered::key).orElse(by.key());
    if (now.number() == by.number()) {
      return old;
    }
    Binding binding = new Binding(ring.workspace(), table, column, row);
    sealed = true;
    return Sealer.seal(ring.sealing(by.keyClass()), Sealer.open(by.key(), old, binding), binding);
  }

  /// Throws [dev.tandem.storage.seal.SealBroken] when a record does not open.
  void prove(String table, String column, UUID row, byte[] value) {
    byte[] opened =
        Sealer.open(
            key(Sealer.keyNumber(value)), value, new Binding(ring.workspace(), table, column, row));
    Arrays.fill(opened, (byte) 0);
  }

  /// The blind index of a value, for exact look-up within this workspace.
  public byte[] index(String purpose, String value) {
    return ring.index(purpose).of(value);
  }

  /// The blind indexes of many values, in their order.
  public List<byte[]> indexAll(String purpose, List<String> values) {
    return ring.index(purpose).ofAll(values);
  }

  public byte[] index(String purpose, byte[] value) {
    return ring.index(purpose).of(value);
  }

  /// A value under a key of its own, and what opens it, for a column beside it. The value stays for
  /// ever as it is; only the second part is sealed anew when data keys turn.
  @SuppressWarnings("ArrayRecordComponent") // Moved on at once, never compared.
  public record Alone(byte[] sealed, byte[] wrapped) {}

  /// Seals with a key of the value's own, and that key for `wrapped`.
  public Alone sealAlone(SealedColumn column, SealedColumn wrapped, UUID row, String text) {
    KeyBytes own = KeyBytes.random();
    byte[] sealed = Sealer.sealAlone(own, text.getBytes(UTF_8), binding(column, row));
    KeyBytes opens = Sealer.recordKey(own, sealed);
    return new Alone(sealed, Sealer.sealKey(sealing(wrapped), opens, binding(wrapped, row)));
  }

  /// Opens what [#sealAlone] made, or [#wrapOf] gave a key of its own.
  public String openAlone(SealedColumn column, SealedColumn wrapped, UUID row, Alone value) {
    DataKey key = key(Sealer.keyNumber(value.wrapped()));
    KeyBytes opens = Sealer.openKey(key, value.wrapped(), binding(wrapped, row));
    return new String(Sealer.openAlone(opens, value.sealed(), binding(column, row)), UTF_8);
  }

  /// What opens a record that a data key sealed, and no other record, for `wrapped`.
  byte[] wrapOf(SealedColumn column, SealedColumn wrapped, UUID row, byte[] sealed) {
    Numbered by = numbered(Sealer.keyNumber(sealed));
    Arrays.fill(Sealer.open(by.key(), sealed, binding(column, row)), (byte) 0);
    return Sealer.sealKey(
        sealing(wrapped), Sealer.recordKey(by.key(), sealed), binding(wrapped, row));
  }

  /// A new stream; what opens it is to be kept in `column` ([#wrap]).
  public StreamSealer sealStream(SealedColumn column, UUID row) {
    return StreamSealer.start(binding(column, row));
  }

  /// What opens a stream, for its column.
  public byte[] wrap(StreamSealer stream, SealedColumn column, UUID row) {
    return stream.wrapped(sealing(column), binding(column, row));
  }

  public StreamOpener openStream(SealedColumn column, UUID row, byte[] wrapped) {
    return StreamOpener.unwrap(key(Sealer.keyNumber(wrapped)), wrapped, binding(column, row));
  }

  /// A stream whose key came from a data key, and a header beside its chunks.
  StreamOpener openStream(SealedColumn column, UUID row, int keyNumber, byte[] header) {
    return StreamOpener.start(key(keyNumber), header, binding(column, row));
  }

  /// What opens such a stream, for the column of its class.
  byte[] wrap(StreamOpener stream, SealedColumn column, UUID row) {
    return stream.wrapped(sealing(column), binding(column, row));
  }

  KeyClass keyClass(int number) {
    return numbered(number).keyClass();
  }

  /// Takes upon it what another vault of the same workspace sealed before this one's transaction
  /// began: [#proveTrusted] speaks for both.
  public void answerFor(Vault ahead) {
    if (!ahead.ring.workspace().equals(ring.workspace())) {
      throw new IllegalArgumentException("a vault answers for its own workspace");
    }
    sealed |= ahead.sealed;
    known = known.orBefore(ahead.known);
  }

  /// To be asked before a commit. Refuses when something was sealed with keys that the database has
  /// not confirmed for so long that they may have been destroyed since.
  public void proveTrusted() {
    if (sealed && known.olderThan(keyrings.limits().trusted())) {
      throw StorageException.retryable(
          "a transaction took longer than its keys are trusted", new TimeoutException());
    }
  }

  private DataKey sealing(SealedColumn column) {
    sealed = true;
    return ring.sealing(column.keys());
  }

  private DataKey key(int number) {
    return numbered(number).key();
  }

  private Numbered numbered(int number) {
    Numbered known = ring.numbered(number);
    return known != null ? known : keyrings.late(tx, ring, number);
  }

  private Binding binding(SealedColumn column, UUID row) {
    return new Binding(ring.workspace(), column.table(), column.column(), row);
  }
}
