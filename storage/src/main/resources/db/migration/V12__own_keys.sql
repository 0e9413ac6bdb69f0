-- What never changes has a key of its own, kept beside it and sealed: when data keys turn, only that is sealed anew.

-- Streams. Older ones have the number of a data key and a header instead, until they are sealed anew.
ALTER TABLE tenant.blob
  ADD COLUMN stream_key bytea,
  ALTER COLUMN key_number DROP NOT NULL,
  ALTER COLUMN header DROP NOT NULL;
CREATE INDEX blob_old ON tenant.blob (workspace_id, key_number) WHERE stream_key IS NULL AND removed_at IS NULL;

-- Details of the audit log, whose tree covers their sealed bytes. The id is the entry's number.
CREATE TABLE tenant.audit_key (
  workspace_id uuid NOT NULL,
  id           uuid NOT NULL,
  wrapped      bytea NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CALL tenant.isolate('tenant.audit_key');
REVOKE DELETE ON tenant.audit_key FROM tandem_app;
