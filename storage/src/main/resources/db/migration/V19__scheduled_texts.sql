-- Texts that leave at a time that somebody chose.

CREATE TABLE tenant.scheduled_text (
  workspace_id     uuid NOT NULL,
  id               uuid NOT NULL,
  conversation_id  uuid NOT NULL,
  author_member_id uuid NOT NULL,         -- who wrote it, or changed it last
  content          bytea NOT NULL,        -- the words
  wanted_at        timestamptz NOT NULL,  -- as its author chose
  send_at          timestamptz NOT NULL,  -- later than that while it waits for the morning
  unless_reply     boolean NOT NULL,
  state            text NOT NULL,         -- WAITING, REPLIED, HELD, SENT
  held_for         text,                  -- a word, of a held one
  message_id       uuid,                  -- of a sent one
  created_at       timestamptz NOT NULL,
  changed_at       timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES tenant.conversation
);
-- Every text that comes in looks here: it holds only what has not left.
CREATE INDEX scheduled_text_unsent ON tenant.scheduled_text (workspace_id, conversation_id) WHERE state <> 'SENT';
CREATE INDEX scheduled_text_sent ON tenant.scheduled_text (workspace_id, changed_at) WHERE state = 'SENT';

CALL tenant.isolate('tenant.scheduled_text');
