package dev.tandem.storage.workspace;

import dev.tandem.storage.Change;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.keys.KeyClass;
import dev.tandem.storage.keys.SealedColumn;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.seal.Personal;
import dev.tandem.storage.workspace.NumberRegistration.Source;
import dev.tandem.storage.workspace.NumberRegistration.Status;
import io.vertx.sqlclient.Row;
import java.util.Optional;
import java.util.UUID;

/// What is known of the numbers' registrations. Of a number without a row nothing is known.
public final class NumberRegistrations {
  private static final SealedColumn NAME =
      new SealedColumn("number_registration", "campaign_name", KeyClass.ACCOUNT);

  public Optional<NumberRegistration> find(Tenant tx, UUID numberId) {
    return tx.sql()
        .one(
            """
            SELECT id, brand, campaign, campaign_name, segments_per_second, source, changed_at
            FROM tenant.number_registration WHERE id = $1
            """,
            row -> read(tx, row),
            numberId);
  }

  /// Keeps what an admin says.
  public void set(
      Tenant tx,
      UUID numberId,
      Status brand,
      Status campaign,
      Optional<String> campaignName,
      Optional<Double> segmentsPerSecond) {
    tx.sql()
        .run(
            """
            INSERT INTO tenant.number_registration
              (workspace_id, id, brand, campaign, campaign_name, segments_per_second, source, changed_at)
            VALUES ($1, $2, $3, $4, $5, $6, 'ADMIN', $7)
            ON CONFLICT (workspace_id, id) DO UPDATE SET brand = excluded.brand, campaign = excluded.campaign,
              campaign_name = excluded.campaign_name, segments_per_second = excluded.segments_per_second,
              source = excluded.source, changed_at = excluded.changed_at
            """,
            tx.workspace().value(),
            numberId,
            brand,
            campaign,
            tx.vault().seal(NAME, numberId, campaignName),
            segmentsPerSecond,
            tx.now());
    tx.announce(new Change.NumbersChanged(tx.workspace()));
  }

  /// Takes in that a carrier refused a text because the number has no campaign.
  public void refused(Tenant tx, UUID numberId) {
    int changed =
        tx.sql()
            .change(
                """
                INSERT INTO tenant.number_registration AS known
                  (workspace_id, id, brand, campaign, source, changed_at)
                VALUES ($1, $2, 'NONE', 'NONE', 'CARRIER', $3)
                ON CONFLICT (workspace_id, id) DO UPDATE
                  SET campaign = 'NONE', source = 'CARRIER', changed_at = excluded.changed_at
                  WHERE known.campaign = 'APPROVED'
                """,
                tx.workspace().value(),
                numberId,
                tx.now());
    if (changed == 1) {
      tx.announce(new Change.NumbersChanged(tx.workspace()));
    }
  }

  /// Keeps what a carrier said when it was asked. That it knows of no campaign does not overrule an
  /// admin; a name and a rate that were given stay. True when it was news.
  public boolean told(Tenant tx, UUID numberId, Status campaign, Optional<String> campaignName) {
    int changed =
        tx.sql()
            .change(
                """
                INSERT INTO tenant.number_registration AS known
                  (workspace_id, id, brand, campaign, campaign_name, source, changed_at)
                VALUES ($1, $2, CASE WHEN $3 = 'APPROVED' THEN 'APPROVED' ELSE 'NONE' END, $3, $4, 'CARRIER', $5)
                ON CONFLICT (workspace_id, id) DO UPDATE
                  SET campaign = excluded.campaign, source = 'CARRIER', changed_at = excluded.changed_at,
                    campaign_name = coalesce(known.campaign_name, excluded.campaign_name)
                  WHERE known.campaign <> excluded.campaign
                    AND (known.source = 'CARRIER' OR excluded.campaign <> 'NONE')
                """,
                tx.workspace().value(),
                numberId,
                campaign,
                tx.vault().seal(NAME, numberId, campaignName),
                tx.now());
    if (changed == 1) {
      tx.announce(new Change.NumbersChanged(tx.workspace()));
    }
    return changed == 1;
  }

  private static NumberRegistration read(Tenant tx, Row row) {
    UUID id = row.getUUID("id");
    return new NumberRegistration(
        id,
        Status.valueOf(row.getString("brand")),
        Status.valueOf(row.getString("campaign")),
        Sql.maybeBytes(row, "campaign_name")
            .map(bytes -> Personal.of(tx.vault().openText(NAME, id, bytes))),
        Optional.ofNullable(row.getDouble("segments_per_second")),
        Source.valueOf(row.getString("source")),
        Sql.instant(row, "changed_at"));
  }
}
