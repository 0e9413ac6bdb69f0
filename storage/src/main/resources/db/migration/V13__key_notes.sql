-- What of a workspace's keys its audit log tells already. Where it differs from what is, an entry is due; it is written in
-- the transaction that makes these equal.

ALTER TABLE keys.workspace_key
  ADD COLUMN noted_root   text,               -- root_key
  ADD COLUMN noted_number integer;            -- last_number
UPDATE keys.workspace_key SET noted_root = root_key, noted_number = last_number;
ALTER TABLE keys.workspace_key
  ALTER COLUMN noted_root SET NOT NULL,
  ALTER COLUMN noted_number SET NOT NULL;
