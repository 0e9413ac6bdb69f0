-- What a member's phones and address-book programs sign in with, one a device.

CREATE TABLE tenant.app_password (
  workspace_id  uuid NOT NULL,
  id            uuid NOT NULL,
  member_id     uuid NOT NULL,
  name          bytea NOT NULL,
  password_hash bytea NOT NULL,
  created_at    timestamptz NOT NULL,
  last_used_at  timestamptz,          -- null until it is used
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES tenant.member ON DELETE CASCADE
);
CREATE INDEX app_password_member ON tenant.app_password (workspace_id, member_id);

CALL tenant.isolate('tenant.app_password');
