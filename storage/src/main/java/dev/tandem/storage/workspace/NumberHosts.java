package dev.tandem.storage.workspace;

import dev.tandem.storage.Change;
import dev.tandem.storage.Tenant;
import java.util.List;
import java.util.UUID;

/// The carrier accounts that a number is hosted on: its own first, then those that take its texts
/// when that one does not.
public final class NumberHosts {
  /// Accounts that a number is hosted on.
  public static final int MOST = 4;

  /// All of them, in the order in which they are tried.
  public List<UUID> accounts(Tenant tx, UUID numberId) {
    return tx.sql()
        .list(
            """
            SELECT carrier_account_id FROM (
              SELECT carrier_account_id, -1 AS place FROM tenant.phone_number
              WHERE id = $1 AND carrier_account_id IS NOT NULL
              UNION ALL
              SELECT carrier_account_id, place FROM tenant.number_host WHERE number_id = $1
            ) hosts ORDER BY place
            """,
            row -> row.getUUID("carrier_account_id"),
            numberId);
  }

  /// Makes these the number's accounts, the first its own. What another one's carrier said that the
  /// number can do is forgotten.
  public void set(Tenant tx, UUID numberId, List<UUID> accounts) {
    if (accounts.isEmpty() || accounts.size() > MOST) {
      throw new IllegalArgumentException("a number has 1 to " + MOST + " accounts");
    }
    tx.sql()
        .run(
            """
            UPDATE tenant.phone_number SET carrier_account_id = $2,
              mms = CASE WHEN carrier_account_id = $2 THEN mms END
            WHERE id = $1
            """,
            numberId,
            accounts.getFirst());
    tx.sql().run("DELETE FROM tenant.number_host WHERE number_id = $1", numberId);
    for (int place = 1; place < accounts.size(); place++) {
      tx.sql()
          .run(
              """
              INSERT INTO tenant.number_host (workspace_id, number_id, carrier_account_id, place)
              VALUES ($1, $2, $3, $4)
              """,
              tx.workspace().value(),
              numberId,
              accounts.get(place),
              place - 1);
    }
    tx.announce(new Change.NumbersChanged(tx.workspace()));
  }

  /// Takes an account that is going away from all numbers. Where it was a number's own, the next
  /// one is that from now on.
  static void leave(Tenant tx, UUID accountId) {
    tx.sql().run("DELETE FROM tenant.number_host WHERE carrier_account_id = $1", accountId);
    tx.sql()
        .run(
            """
            WITH heirs AS (
              DELETE FROM tenant.number_host h USING tenant.phone_number n
              WHERE n.carrier_account_id = $1 AND h.number_id = n.id AND h.place = (
                SELECT min(o.place) FROM tenant.number_host o WHERE o.number_id = n.id)
              RETURNING h.number_id, h.carrier_account_id
            )
            UPDATE tenant.phone_number n
            SET carrier_account_id = heirs.carrier_account_id, mms = NULL
            FROM heirs WHERE n.id = heirs.number_id
            """,
            accountId);
  }
}
