-- Who holds a job: a number that its gateway holds as an advisory lock while it lives, so that what a dead one held need not
-- wait for the end of its lease. Null for a job that nobody holds, or whose holder did not say.

ALTER TABLE system.job ADD COLUMN keeper bigint;
CREATE INDEX job_held ON system.job (keeper) WHERE keeper IS NOT NULL;

-- Jobs are claimed in the order of this index: a million that are due at the same time are not sorted by their ids first. What
-- is taken and put back leaves dead entries at its beginning, which are to be cleared away soon.

CREATE INDEX job_next ON system.job (kind, due_at, id);
DROP INDEX system.job_due;
ALTER TABLE system.job SET (
  autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000,
  autovacuum_vacuum_insert_scale_factor = 0.2, autovacuum_vacuum_cost_delay = 0);

-- Until when the texts behind an unconfirmed one wait for what the carrier says of it.

ALTER TABLE tenant.message ADD COLUMN holds_until timestamptz;
