-- A data key gives way to a new one by month, by count and when asked: the one of the highest number in its class seals.

ALTER TABLE keys.data_key DROP CONSTRAINT data_key_workspace_id_class_month_key;
ALTER TABLE keys.data_key
  ADD COLUMN sealed     bigint NOT NULL DEFAULT 0,  -- values it sealed or is about to seal, each gateway ahead of itself
  ADD COLUMN retired_at timestamptz;                -- since when another one of its class seals

UPDATE keys.data_key old SET retired_at = now() WHERE EXISTS (
  SELECT FROM keys.data_key new
  WHERE new.workspace_id = old.workspace_id AND new.class = old.class AND new.month > old.month);

ALTER TABLE keys.installation ADD COLUMN root_since timestamptz NOT NULL DEFAULT now();
UPDATE keys.installation SET root_since = created_at;

-- Where the root key is and since when, for whoever lists keys; the wrapped key itself is the owner's alone.
GRANT SELECT (root_key, root_since, created_at) ON keys.installation TO tandem_app;
