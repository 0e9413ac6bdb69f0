package dev.tandem.storage.workspace;

import dev.tandem.storage.Change;
import dev.tandem.storage.Directory;
import dev.tandem.storage.Directory.Kind;
import dev.tandem.storage.Ids;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.keys.KeyClass;
import dev.tandem.storage.keys.SealedColumn;
import dev.tandem.storage.keys.SealedText;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.seal.Personal;
import dev.tandem.storage.seal.Secret;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// Accounts at carriers; found through [dev.tandem.storage.Directory#carrierAccount].
public final class CarrierAccounts {
  private static final SealedColumn ACCOUNT =
      new SealedColumn("carrier_account", "account", KeyClass.ACCOUNT);
  private static final SealedColumn TOKEN =
      new SealedColumn("carrier_account", "auth_token", KeyClass.ACCOUNT);
  private static final SealedColumn BASE_URL =
      new SealedColumn("carrier_account", "base_url", KeyClass.ACCOUNT);
  private static final SealedColumn MORE =
      new SealedColumn("carrier_account", "more", KeyClass.ACCOUNT);
  private static final String COLUMNS =
      "SELECT id, carrier, account, auth_token, base_url, more, created_at FROM"
          + " tenant.carrier_account ";

  /// Empty when a workspace has the account already.
  public Optional<CarrierAccount> create(
      Tenant tx,
      String carrier,
      String accountId,
      Secret<String> authToken,
      Optional<String> baseUrl) {
    return create(tx, Ids.next(), carrier, accountId, authToken, baseUrl, Map.of());
  }

  /// Under an id of the caller's, which an idempotency key stands for.
  public Optional<CarrierAccount> create(
      Tenant tx,
      UUID id,
      String carrier,
      String accountId,
      Secret<String> authToken,
      Optional<String> baseUrl,
      Map<String, Secret<String>> more) {
    String entry = Directory.account(carrier, accountId);
    if (!tx.directory().add(Kind.CARRIER_ACCOUNT, entry, id, Optional.empty())) {
      return Optional.empty();
    }
    tx.sql()
        .run(
            """
            INSERT INTO tenant.carrier_account (workspace_id, id, carrier, account, auth_token, base_url, more, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            tx.workspace().value(),
            id,
            carrier,
            tx.vault().seal(ACCOUNT, id, accountId),
            tx.vault().seal(TOKEN, id, authToken.reveal()),
            tx.vault().seal(BASE_URL, id, baseUrl),
            Optional.of(more)
                .filter(values -> !values.isEmpty())
                .map(values -> tx.vault().seal(MORE, id, joined(values))),
            tx.now());
    tx.announce(new Change.NumbersChanged(tx.workspace()));
    return Optional.of(
        new CarrierAccount(
            id, carrier, Personal.of(accountId), authToken, baseUrl, more, tx.now()));
  }

  public Optional<CarrierAccount> find(Tenant tx, UUID id) {
    return tx.sql().one(COLUMNS + "WHERE id = $1", row -> read(tx, row), id);
  }

  public List<CarrierAccount> all(Tenant tx) {
    return tx.sql().list(COLUMNS + "ORDER BY id", row -> read(tx, row));
  }

  /// Forgets the account and its credentials; numbers on it go on with the next that they are
  /// hosted on, or stay without one. False when there is none.
  public boolean remove(Tenant tx, UUID id) {
    NumberHosts.leave(tx, id);
    tx.sql()
        .change(
            "UPDATE tenant.phone_number SET carrier_account_id = NULL, mms = NULL WHERE"
                + " carrier_account_id = $1",
            id);
    boolean removed = tx.sql().change("DELETE FROM tenant.carrier_account WHERE id = $1", id) == 1;
    if (removed) {
      tx.sql().run("DELETE FROM tenant.inbound_part WHERE carrier_account_id = $1", id);
      tx.directory().remove(Kind.CARRIER_ACCOUNT, id);
      tx.announce(new Change.NumbersChanged(tx.workspace()));
    }
    return removed;
  }

  /// Moves the account's API, as the sandbox does whose port differs from start to start.
  public boolean setBaseUrl(Tenant tx, UUID id, Optional<String> baseUrl) {
    return tx.sql()
            .change(
                "UPDATE tenant.carrier_account SET base_url = $2 WHERE id = $1",
                id,
                tx.vault().seal(BASE_URL, id, baseUrl))
        == 1;
  }

  /// Names and values in turn.
  private static byte[] joined(Map<String, Secret<String>> values) {
    List<String> parts = new ArrayList<>();
    new TreeMap<>(values).forEach((name, value) -> parts.addAll(List.of(name, value.reveal())));
    return SealedText.join(parts);
  }

  private static Map<String, Secret<String>> split(byte[] joined) {
    List<String> parts = SealedText.split(joined);
    Map<String, Secret<String>> values = new TreeMap<>();
    for (int i = 0; i + 1 < parts.size(); i += 2) {
      values.put(parts.get(i), Secret.of(parts.get(i + 1)));
    }
    return values;
  }

  private static CarrierAccount read(Tenant tx, Row row) {
    UUID id = row.getUUID("id");
    return new CarrierAccount(
        id,
        row.getString("carrier"),
        Personal.of(tx.vault().openText(ACCOUNT, id, Sql.bytes(row, "account"))),
        Secret.of(tx.vault().openText(TOKEN, id, Sql.bytes(row, "auth_token"))),
        Sql.maybeBytes(row, "base_url").map(bytes -> tx.vault().openText(BASE_URL, id, bytes)),
        Sql.maybeBytes(row, "more")
            .map(bytes -> split(tx.vault().open(MORE, id, bytes)))
            .orElse(Map.of()),
        Sql.instant(row, "created_at"));
  }
}
