package dev.tandem.storage.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.seal.Binding;
import dev.tandem.storage.seal.DataKey;
import dev.tandem.storage.seal.Sealer;
import dev.tandem.storage.seal.StreamOpener;
import dev.tandem.storage.seal.StreamSealer;
import java.time.YearMonth;
import java.util.Optional;
import java.util.UUID;

/// What a store seals and opens with: the keys of one workspace, in one transaction.
public final class Vault {
  private final Keyrings keyrings;
  private final Keyring ring;
  private final Sql tx;
  private final YearMonth month;

  Vault(Keyrings keyrings, Keyring ring, Sql tx, YearMonth month) {
    this.keyrings = keyrings;
    this.ring = ring;
    this.tx = tx;
    this.month = month;
  }

  public byte[] seal(SealedColumn column, UUID row, byte[] plaintext) {
    return Sealer.seal(ring.sealing(column.keys(), month), plaintext, binding(column, row));
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

  /// The blind index of a value, for exact look-up within this workspace.
  public byte[] index(String purpose, String value) {
    return ring.index(purpose).of(value);
  }

  public byte[] index(String purpose, byte[] value) {
    return ring.index(purpose).of(value);
  }

  /// The number of the key that new streams of this column use.
  public int streamKeyNumber(SealedColumn column) {
    return ring.sealing(column.keys(), month).number();
  }

  public StreamSealer sealStream(SealedColumn column, UUID row, int keyNumber) {
    return StreamSealer.start(key(keyNumber), binding(column, row));
  }

  public StreamOpener openStream(SealedColumn column, UUID row, int keyNumber, byte[] header) {
    return StreamOpener.start(key(keyNumber), header, binding(column, row));
  }

  private DataKey key(int number) {
    DataKey known = ring.numbered(number);
    return known != null ? known : keyrings.late(tx, ring, number);
  }

  private Binding binding(SealedColumn column, UUID row) {
    return new Binding(ring.workspace(), column.table(), column.column(), row);
  }
}
