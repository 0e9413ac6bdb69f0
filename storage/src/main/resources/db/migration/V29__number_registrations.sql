-- What is known of the registration of a US number for business texts (10DLC): brand and campaign.
CREATE TABLE tenant.number_registration (
  workspace_id        uuid NOT NULL,
  id                  uuid NOT NULL,         -- the number's
  brand               text NOT NULL,         -- NONE, PENDING, APPROVED, REJECTED
  campaign            text NOT NULL,         -- the same
  campaign_name       bytea,                 -- as the carrier calls it
  segments_per_second double precision,      -- what the campaign may send in all; the numbers' own rates hold beside it
  source              text NOT NULL,         -- ADMIN, CARRIER
  changed_at          timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, id) REFERENCES tenant.phone_number ON DELETE CASCADE
);

CALL tenant.isolate('tenant.number_registration');
