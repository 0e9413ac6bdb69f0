-- Smaller pictures, made here once, so that nobody loads a large one to see what it is.

ALTER TABLE tenant.attachment ADD COLUMN thumbnail_id uuid;                          -- a blob of its own
ALTER TABLE tenant.attachment ADD COLUMN thumbless boolean NOT NULL DEFAULT false;   -- none can be made
ALTER TABLE tenant.attachment ADD UNIQUE (workspace_id, thumbnail_id);
ALTER TABLE tenant.attachment ADD FOREIGN KEY (workspace_id, thumbnail_id) REFERENCES tenant.blob;
