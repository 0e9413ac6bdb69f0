-- Texts that failed for good, until a member has decided about each.
CREATE TABLE tenant.dead_letter (
  workspace_id uuid NOT NULL,
  message_id   uuid NOT NULL,
  failed_at    timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, message_id),
  FOREIGN KEY (workspace_id, message_id) REFERENCES tenant.message ON DELETE CASCADE
);
CREATE INDEX dead_letter_newest ON tenant.dead_letter (workspace_id, failed_at DESC, message_id DESC);

CALL tenant.isolate('tenant.dead_letter');
