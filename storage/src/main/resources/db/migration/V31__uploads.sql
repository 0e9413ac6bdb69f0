-- What goes with a text: a member uploads it first, and a text names it then. Carriers fetch it from here, and each fetch
-- counts. A number's carrier may have said whether the number can do that at all.

ALTER TABLE tenant.attachment ALTER COLUMN message_id DROP NOT NULL;   -- of a draft, no text yet
ALTER TABLE tenant.attachment ADD COLUMN uploaded_by uuid;             -- the member, of what goes out
ALTER TABLE tenant.attachment ADD COLUMN fetches integer NOT NULL DEFAULT 0;
ALTER TABLE tenant.attachment ADD CHECK ((state = 'DRAFT') = (message_id IS NULL));
ALTER TABLE tenant.attachment ADD CHECK (state <> 'DRAFT' OR uploaded_by IS NOT NULL);

CREATE INDEX attachment_draft ON tenant.attachment (workspace_id, created_at) WHERE message_id IS NULL;

ALTER TABLE tenant.phone_number ADD COLUMN mms boolean;                -- empty: its carrier did not say
