-- Where members talk among themselves: channels that have a name, and direct rooms of few members.

CREATE TABLE tenant.room (
  workspace_id uuid NOT NULL,
  id           uuid NOT NULL,
  kind         text NOT NULL,         -- CHANNEL, DIRECT
  open         boolean NOT NULL,      -- every member may read and join
  name         bytea,                 -- of a channel
  key_index    bytea NOT NULL,        -- keyed: what there is one room of (name of an open channel, people of a direct room)
  last_seq     bigint NOT NULL,
  last_at      timestamptz NOT NULL,
  created_at   timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, key_index)
);
CREATE INDEX room_newest ON tenant.room (workspace_id, last_at DESC, id DESC);

CALL tenant.isolate('tenant.room');

CREATE TABLE tenant.room_member (
  workspace_id uuid NOT NULL,
  room_id      uuid NOT NULL,
  member_id    uuid NOT NULL,
  read_seq     bigint NOT NULL,
  joined_at    timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, room_id, member_id),
  FOREIGN KEY (workspace_id, room_id) REFERENCES tenant.room ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, member_id) REFERENCES tenant.member ON DELETE CASCADE
);

CALL tenant.isolate('tenant.room_member');

CREATE TABLE tenant.post (
  workspace_id     uuid NOT NULL,
  id               uuid NOT NULL,
  room_id          uuid NOT NULL,
  seq              bigint NOT NULL,   -- in its room, from 1 without gaps
  author_member_id uuid NOT NULL,
  content          bytea,             -- null once it is deleted: its place stays
  created_at       timestamptz NOT NULL,
  edited_at        timestamptz,
  deleted_at       timestamptz,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, room_id, seq),
  FOREIGN KEY (workspace_id, room_id) REFERENCES tenant.room ON DELETE CASCADE
);

CALL tenant.isolate('tenant.post');
