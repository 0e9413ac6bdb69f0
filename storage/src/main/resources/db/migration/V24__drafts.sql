-- What a member is about to say and has not: it follows them to their other windows and devices.

CREATE TABLE tenant.draft (
  workspace_id uuid NOT NULL,
  id           uuid NOT NULL,         -- keyed: of the member, what is written and where
  member_id    uuid NOT NULL,
  kind         text NOT NULL,         -- TEXT, NOTE, POST
  place_id     uuid NOT NULL,         -- a conversation or a room
  content      bytea NOT NULL,
  changed_at   timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES tenant.member ON DELETE CASCADE
);
CREATE INDEX draft_member ON tenant.draft (workspace_id, member_id, changed_at DESC);

CALL tenant.isolate('tenant.draft');
