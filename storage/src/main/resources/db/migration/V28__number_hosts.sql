-- Accounts that a number is hosted on beside its first one: other carriers that take its texts.
CREATE TABLE tenant.number_host (
  workspace_id       uuid NOT NULL,
  number_id          uuid NOT NULL,
  carrier_account_id uuid NOT NULL,
  place              integer NOT NULL, -- from 0: in which order they are tried
  PRIMARY KEY (workspace_id, number_id, carrier_account_id),
  FOREIGN KEY (workspace_id, number_id) REFERENCES tenant.phone_number ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, carrier_account_id) REFERENCES tenant.carrier_account ON DELETE CASCADE
);

CALL tenant.isolate('tenant.number_host');
