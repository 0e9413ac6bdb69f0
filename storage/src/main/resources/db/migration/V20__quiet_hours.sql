-- The night, in which no program texts anybody, and the texts that keep to it.

ALTER TABLE tenant.workspace
  ADD COLUMN quiet       boolean NOT NULL DEFAULT true,
  ADD COLUMN quiet_from  time NOT NULL DEFAULT '21:00', -- by the other side's clock
  ADD COLUMN quiet_until time NOT NULL DEFAULT '08:00';

-- A text that was not written to be sent at any hour. Should it be delayed into the night, it waits there.
CREATE TABLE tenant.daytime_text (
  workspace_id uuid NOT NULL,
  message_id   uuid NOT NULL,
  waits_until  timestamptz,           -- while it waits for the night to end
  PRIMARY KEY (workspace_id, message_id),
  FOREIGN KEY (workspace_id, message_id) REFERENCES tenant.message ON DELETE CASCADE
);

CALL tenant.isolate('tenant.daytime_text');
