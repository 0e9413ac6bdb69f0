-- One text for many people, and how far each has come.

CREATE TABLE tenant.broadcast (
  workspace_id     uuid NOT NULL,
  id               uuid NOT NULL,
  number_id        uuid NOT NULL,         -- what it is sent from
  author_member_id uuid NOT NULL,
  name             bytea NOT NULL,
  content          bytea NOT NULL,        -- the words as they were written, variables included
  per_minute       integer NOT NULL,
  receivers        integer NOT NULL,
  state            text NOT NULL,         -- RUNNING, PAUSED, CANCELED, DONE
  stopped          text,                  -- a word, of one that paused by itself
  step             uuid,                  -- the job that hands in what is next
  next_at          timestamptz NOT NULL,
  created_at       timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX broadcast_newest ON tenant.broadcast (workspace_id, created_at, id);

CREATE TABLE tenant.broadcast_receiver (
  workspace_id uuid NOT NULL,
  id           uuid NOT NULL,
  broadcast_id uuid NOT NULL,
  place        integer NOT NULL,
  content      bytea NOT NULL,            -- the number, and what this one is told
  state        text NOT NULL,             -- WAITING, HANDED_IN, REFUSED, CANCELED
  refusal      text,                      -- a word, of a refused one
  night_until  timestamptz,               -- while it waits for their morning
  message_id   uuid,                      -- once it was handed in
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, broadcast_id) REFERENCES tenant.broadcast ON DELETE CASCADE
);
CREATE UNIQUE INDEX broadcast_receiver_place ON tenant.broadcast_receiver (workspace_id, broadcast_id, place);
CREATE INDEX broadcast_receiver_waiting ON tenant.broadcast_receiver (workspace_id, broadcast_id, place) WHERE state = 'WAITING';

CALL tenant.isolate('tenant.broadcast');
CALL tenant.isolate('tenant.broadcast_receiver');
