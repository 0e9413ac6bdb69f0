-- What people outside said about being texted. Entries are added and never changed: of an entry the gateway's role may
-- only seal the content anew.

CREATE TABLE tenant.consent_entry (
  workspace_id uuid NOT NULL,
  id           uuid NOT NULL,
  seq          bigint GENERATED ALWAYS AS IDENTITY,  -- what was said later
  number_id    uuid NOT NULL,         -- ours
  party_index  bytea NOT NULL,        -- theirs
  kind         text NOT NULL,         -- OPT_IN, OPT_OUT, DOUBT, CLEARED
  scope        text NOT NULL,         -- NUMBER, WORKSPACE
  channel      text NOT NULL,         -- TEXT, CARRIER, MEMBER
  content      bytea NOT NULL,        -- their number, what was said
  message_id   uuid,
  member_id    uuid,
  created_at   timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, message_id),
  FOREIGN KEY (workspace_id, number_id) REFERENCES tenant.phone_number
);
CREATE INDEX consent_party ON tenant.consent_entry (workspace_id, party_index, seq DESC);

CALL tenant.isolate('tenant.consent_entry');
REVOKE UPDATE, DELETE ON tenant.consent_entry FROM tandem_app;
GRANT UPDATE (content) ON tenant.consent_entry TO tandem_app;

-- What an account takes beside its token: names and values, in one piece.
ALTER TABLE tenant.carrier_account ADD COLUMN more bytea;
