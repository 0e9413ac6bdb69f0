-- Signed tree heads that were kept, and the installation's log over them. README, "Audit".

CREATE TABLE tenant.audit_head (
  workspace_id uuid NOT NULL,
  size         bigint NOT NULL,       -- entries that it covers
  at           timestamptz NOT NULL,
  text         text NOT NULL,         -- a checkpoint: ids, counts, hashes, a signature
  leaf         bigint NOT NULL,       -- its place in system.audit_leaf
  PRIMARY KEY (workspace_id, size)
);
CALL tenant.isolate('tenant.audit_head');
REVOKE UPDATE, DELETE ON tenant.audit_head FROM tandem_app;

-- One row a head that was ever kept, of any workspace: the hash of its text.
CREATE TABLE system.audit_leaf (
  number    bigint PRIMARY KEY,       -- from 1, no gaps
  leaf_hash bytea NOT NULL
);

-- Where that log stands; locked while a head is added.
CREATE TABLE system.audit_leaves (
  only_row      boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  size          bigint NOT NULL,
  frontier_hash bytea NOT NULL
);
INSERT INTO system.audit_leaves (size, frontier_hash) VALUES (0, '');

-- The signed heads of that log, which the status page shows.
CREATE TABLE system.audit_checkpoint (
  size bigint PRIMARY KEY,
  at   timestamptz NOT NULL,
  text text NOT NULL
);

GRANT SELECT, INSERT ON system.audit_leaf, system.audit_checkpoint TO tandem_app;
GRANT SELECT, UPDATE ON system.audit_leaves TO tandem_app;

-- An entry is looked for by who did it, what it was and when.
CREATE INDEX audit_entry_actor ON tenant.audit_entry (workspace_id, actor_id, number DESC);
CREATE INDEX audit_entry_action ON tenant.audit_entry (workspace_id, action, number DESC);
CREATE INDEX audit_entry_at ON tenant.audit_entry (workspace_id, at);
