-- What was done in a workspace. Entries are added and never changed: the gateway's role may not update or delete them.

CREATE TABLE tenant.audit_entry (
  workspace_id uuid NOT NULL,
  number       bigint NOT NULL CHECK (number > 0),  -- from 1, no gaps
  at           timestamptz NOT NULL,
  actor_id     uuid,
  action       text NOT NULL,
  subject_id   uuid,
  detail       bytea NOT NULL,
  leaf_hash    bytea NOT NULL,        -- RFC 6962 leaf of the columns above, not keyed
  chain_hash   bytea NOT NULL,        -- keyed, over this entry and its predecessor's
  PRIMARY KEY (workspace_id, number)
);

-- Where the log stands, one row a workspace; locked while an entry is added.
CREATE TABLE tenant.audit_log (
  workspace_id  uuid PRIMARY KEY,
  size          bigint NOT NULL,
  frontier_hash bytea NOT NULL,       -- roots of the tree's complete subtrees
  chain_hash    bytea NOT NULL        -- of the last entry
);

CALL tenant.isolate('tenant.audit_entry');
CALL tenant.isolate('tenant.audit_log');
REVOKE UPDATE, DELETE ON tenant.audit_entry FROM tandem_app;
REVOKE DELETE ON tenant.audit_log FROM tandem_app;
