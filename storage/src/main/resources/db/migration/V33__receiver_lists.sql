-- Lists of people whom a team sends broadcasts to.

CREATE TABLE tenant.receiver_list (
  workspace_id uuid NOT NULL,
  id           uuid NOT NULL,
  name         bytea NOT NULL,
  name_index   bytea NOT NULL,        -- keyed: there is one of a name
  content      bytea NOT NULL,        -- their numbers
  receivers    integer NOT NULL,
  changed_by   uuid NOT NULL,
  changed_at   timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, name_index)
);

CALL tenant.isolate('tenant.receiver_list');
