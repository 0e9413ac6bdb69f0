-- A blob's chunks lie in Postgres or in an S3-compatible store. There, a blob that was removed keeps its row, without
-- the header that it takes to open it, until a sweep has deleted its chunks.
ALTER TABLE tenant.blob
  ADD COLUMN place      text NOT NULL DEFAULT 'POSTGRES',
  ADD COLUMN removed_at timestamptz;
ALTER TABLE tenant.blob ALTER COLUMN place DROP DEFAULT;
CREATE INDEX blob_removed ON tenant.blob (workspace_id) WHERE removed_at IS NOT NULL;
