-- Words of sealed texts as keyed hashes, for search. README, "Search", says what they leak.

ALTER TABLE tenant.workspace ADD COLUMN searchable boolean NOT NULL DEFAULT true;

CREATE TABLE tenant.search_word (
  workspace_id uuid NOT NULL,
  kind         text NOT NULL,
  word_index   bigint NOT NULL,       -- keyed
  at           timestamptz NOT NULL,
  subject_id   uuid NOT NULL,
  PRIMARY KEY (workspace_id, kind, word_index, at, subject_id)
);
CREATE INDEX search_word_subject ON tenant.search_word (workspace_id, subject_id) WHERE kind <> 'MESSAGE';

CALL tenant.isolate('tenant.search_word');
