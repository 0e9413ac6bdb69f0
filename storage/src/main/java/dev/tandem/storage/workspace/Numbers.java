package dev.tandem.storage.workspace;

import dev.tandem.storage.Change;
import dev.tandem.storage.Ids;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.keys.KeyClass;
import dev.tandem.storage.keys.SealedColumn;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.seal.Personal;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The workspace's numbers, found by the number through a blind index.
public final class Numbers {
  private static final SealedColumn E164 =
      new SealedColumn("phone_number", "e164", KeyClass.ACCOUNT);
  private static final SealedColumn NAME =
      new SealedColumn("phone_number", "name", KeyClass.ACCOUNT);
  private static final String INDEX = "own_number";
  private static final String COLUMNS =
      "SELECT id, e164, name, carrier_account_id, mms FROM tenant.phone_number ";

  /// Empty when the workspace has the number already.
  public Optional<PhoneNumberRecord> create(
      Tenant tx, String e164, String name, Optional<UUID> carrierAccountId) {
    return create(tx, Ids.next(), e164, name, carrierAccountId);
  }

  /// Under an id of the caller's, which an idempotency key stands for.
  public Optional<PhoneNumberRecord> create(
      Tenant tx, UUID id, String e164, String name, Optional<UUID> carrierAccountId) {
    int added =
        tx.sql()
            .change(
                """
                INSERT INTO tenant.phone_number
                  (workspace_id, id, e164, e164_index, name, carrier_account_id, created_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (workspace_id, e164_index) DO NOTHING
                """,
                tx.workspace().value(),
                id,
                tx.vault().seal(E164, id, e164),
                tx.vault().index(INDEX, e164),
                tx.vault().seal(NAME, id, name),
                carrierAccountId,
                tx.now());
    if (added == 0) {
      return Optional.empty();
    }
    tx.announce(new Change.NumbersChanged(tx.workspace()));
    return Optional.of(
        new PhoneNumberRecord(
            id, Personal.of(e164), Personal.of(name), carrierAccountId, Optional.empty()));
  }

  public Optional<PhoneNumberRecord> find(Tenant tx, UUID id) {
    return tx.sql().one(COLUMNS + "WHERE id = $1", row -> read(tx, row), id);
  }

  public Optional<PhoneNumberRecord> byE164(Tenant tx, String e164) {
    return tx.sql()
        .one(
            COLUMNS + "WHERE e164_index = $1", row -> read(tx, row), tx.vault().index(INDEX, e164));
  }

  public List<PhoneNumberRecord> all(Tenant tx) {
    return tx.sql().list(COLUMNS + "ORDER BY id", row -> read(tx, row));
  }

  /// Hangs a number that has no carrier account on one. False when it has one, or is not there.
  public boolean attach(Tenant tx, UUID id, UUID carrierAccountId) {
    boolean attached =
        tx.sql()
                .change(
                    """
                    UPDATE tenant.phone_number SET carrier_account_id = $2, mms = NULL
                    WHERE id = $1 AND carrier_account_id IS NULL
                    """,
                    id,
                    carrierAccountId)
            == 1;
    if (attached) {
      tx.announce(new Change.NumbersChanged(tx.workspace()));
    }
    return attached;
  }

  /// Notes whether the number can send attachments, as its carrier says. False when that was known.
  public boolean sendsAttachments(Tenant tx, UUID id, boolean mms) {
    boolean changed =
        tx.sql()
                .change(
                    "UPDATE tenant.phone_number SET mms = $2 WHERE id = $1 AND mms IS DISTINCT FROM"
                        + " $2",
                    id,
                    mms)
            == 1;
    if (changed) {
      tx.announce(new Change.NumbersChanged(tx.workspace()));
    }
    return changed;
  }

  public boolean rename(Tenant tx, UUID id, String name) {
    boolean renamed =
        tx.sql()
                .change(
                    "UPDATE tenant.phone_number SET name = $2 WHERE id = $1",
                    id,
                    tx.vault().seal(NAME, id, name))
            == 1;
    if (renamed) {
      tx.announce(new Change.NumbersChanged(tx.workspace()));
    }
    return renamed;
  }

  private static PhoneNumberRecord read(Tenant tx, Row row) {
    UUID id = row.getUUID("id");
    return new PhoneNumberRecord(
        id,
        Personal.of(tx.vault().openText(E164, id, Sql.bytes(row, "e164"))),
        Personal.of(tx.vault().openText(NAME, id, Sql.bytes(row, "name"))),
        Sql.maybeId(row, "carrier_account_id"),
        Optional.ofNullable(row.getBoolean("mms")));
  }
}
