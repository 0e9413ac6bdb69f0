-- What is still to be done after search was switched on or off, a row a workspace; gone when it is done.

CREATE TABLE tenant.search_work (
  workspace_id uuid PRIMARY KEY,
  task         text NOT NULL,         -- INDEX, CLEAR
  kind         text NOT NULL,         -- of what is gone through now
  after_id     uuid,                  -- the last one of that kind that is done
  done         bigint NOT NULL,
  total        bigint,
  began_at     timestamptz NOT NULL
);
CALL tenant.isolate('tenant.search_work');

-- Texts of schema 2 and before were never indexed.
INSERT INTO system.job (id, workspace_id, kind, subject_id, due_at)
  SELECT gen_random_uuid(), id, 'search', id, now() FROM system.workspace;
