-- What a team does about a conversation: who takes it, and how long it may wait.
ALTER TABLE tenant.conversation
  ADD COLUMN snoozed_until timestamptz, -- while the state is SNOOZED
  ADD COLUMN assignee_id   uuid,
  ADD FOREIGN KEY (workspace_id, assignee_id) REFERENCES tenant.member ON DELETE SET NULL (assignee_id);

-- By the hour, like conversation_newest: a message then changes no index but once an hour.
CREATE INDEX conversation_state ON tenant.conversation (workspace_id, state, last_message_hour DESC);
CREATE INDEX conversation_assignee ON tenant.conversation (workspace_id, assignee_id, last_message_hour DESC)
  WHERE assignee_id IS NOT NULL;
