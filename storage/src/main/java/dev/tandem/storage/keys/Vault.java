package dev.tandem.storage.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.storage.StorageException;
import dev.tandem.storage.keys.Keyring.Numbered;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.seal.Binding;
import dev.tandem.storage.seal.DataKey;
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
  private final KnownSince known;
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

  /// The number of the key that new streams of this column use.
  public int streamKeyNumber(SealedColumn column) {
    return sealing(column).number();
  }

  public StreamSealer sealStream(SealedColumn column, UUID row, int keyNumber) {
    return StreamSealer.start(key(keyNumber), binding(column, row));
  }

  public StreamOpener openStream(SealedColumn column, UUID row, int keyNumber, byte[] header) {
    return StreamOpener.start(key(keyNumber), header, binding(column, row));
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
