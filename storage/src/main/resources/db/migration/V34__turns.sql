-- Texts of a conversation leave in their order, however many came in between: those that have not left yet are few,
-- and an index of their own has them in line.

CREATE INDEX message_unsent ON tenant.message (workspace_id, conversation_id, seq)
  WHERE direction = 'OUT' AND state IN ('QUEUED', 'SENDING', 'UNCONFIRMED');

-- Jobs that wait for another one of their line: who ends looks for the next of them by its subject.
ALTER TABLE system.job ADD COLUMN behind boolean NOT NULL DEFAULT false;
CREATE INDEX job_behind ON system.job (subject_id) WHERE behind;
