-- Texts that a team sends often, with variables in them.

CREATE TABLE tenant.template (
  workspace_id uuid NOT NULL,
  id           uuid NOT NULL,
  name         bytea NOT NULL,
  name_index   bytea NOT NULL,        -- keyed: there is one of a name
  content      bytea NOT NULL,
  changed_by   uuid NOT NULL,
  changed_at   timestamptz NOT NULL,
  created_at   timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, name_index)
);

CALL tenant.isolate('tenant.template');
