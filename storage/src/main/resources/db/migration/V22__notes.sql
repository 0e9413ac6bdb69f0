-- What the team writes beside the texts of a conversation, numbered with them, and who is called by it.

CREATE TABLE tenant.note (
  workspace_id     uuid NOT NULL,
  id               uuid NOT NULL,
  conversation_id  uuid NOT NULL,
  seq              bigint NOT NULL,   -- among the conversation's messages and notes
  author_member_id uuid NOT NULL,
  content          bytea,             -- null once it is deleted: its place stays
  created_at       timestamptz NOT NULL,
  edited_at        timestamptz,
  deleted_at       timestamptz,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, conversation_id, seq),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES tenant.conversation ON DELETE CASCADE
);

CALL tenant.isolate('tenant.note');

CREATE TABLE tenant.mention (
  workspace_id    uuid NOT NULL,
  note_id         uuid NOT NULL,
  member_id       uuid NOT NULL,
  conversation_id uuid NOT NULL,
  seq             bigint NOT NULL,    -- the note's
  read_at         timestamptz,
  PRIMARY KEY (workspace_id, note_id, member_id),
  FOREIGN KEY (workspace_id, note_id) REFERENCES tenant.note ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, member_id) REFERENCES tenant.member ON DELETE CASCADE
);
CREATE INDEX mention_unread ON tenant.mention (workspace_id, conversation_id, member_id) WHERE read_at IS NULL;

CALL tenant.isolate('tenant.mention');
