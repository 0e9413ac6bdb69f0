-- Messages' words leave `search_word`: a row for each word of each text cost more than the text itself.
-- A text is written with its keyed words in one row (`search_tail`); thousands of such rows become one segment: for
-- each word one row that lists the places of its texts. README, "Search", says what they leak.

CREATE TABLE tenant.search_tail (
  workspace_id uuid NOT NULL,
  at           timestamptz NOT NULL,
  subject_id   uuid NOT NULL,
  words        bigint[] NOT NULL,     -- keyed
  PRIMARY KEY (workspace_id, at, subject_id)
);

CREATE TABLE tenant.search_segment (
  workspace_id uuid NOT NULL,
  number       bigint NOT NULL,
  oldest       timestamptz NOT NULL,
  newest       timestamptz NOT NULL,
  entries      bytea NOT NULL,        -- not sealed: time in microseconds and id of each text, 24 bytes
  PRIMARY KEY (workspace_id, number)
);

ALTER TABLE tenant.search_segment ALTER COLUMN entries SET STORAGE EXTERNAL; -- a part is read without the rest

CREATE TABLE tenant.search_posting (
  workspace_id uuid NOT NULL,
  word_index   bigint NOT NULL,       -- keyed
  segment      bigint NOT NULL,
  places       bytea NOT NULL,        -- not sealed: places in the segment's entries from 0, rising, 2 bytes each
  PRIMARY KEY (workspace_id, word_index, segment)
);

CALL tenant.isolate('tenant.search_tail');
CALL tenant.isolate('tenant.search_segment');
CALL tenant.isolate('tenant.search_posting');

-- Row-level security is forced upon the owner too, who sees no workspace's rows; here it needs all of them.
ALTER TABLE tenant.search_word NO FORCE ROW LEVEL SECURITY;
ALTER TABLE tenant.search_tail NO FORCE ROW LEVEL SECURITY;
INSERT INTO tenant.search_tail (workspace_id, at, subject_id, words)
  SELECT workspace_id, at, subject_id, array_agg(word_index) FROM tenant.search_word
  WHERE kind = 'MESSAGE' GROUP BY workspace_id, at, subject_id;
DELETE FROM tenant.search_word WHERE kind = 'MESSAGE';
ALTER TABLE tenant.search_tail FORCE ROW LEVEL SECURITY;
ALTER TABLE tenant.search_word FORCE ROW LEVEL SECURITY;
DROP INDEX tenant.search_word_subject;
CREATE INDEX search_word_subject ON tenant.search_word (workspace_id, subject_id);

-- A conversation's newest message is noted in its row with every message. While no indexed column changes, Postgres
-- writes the row anew on its page and touches no index; so lists find the hour by an index and sort within it.
ALTER TABLE tenant.conversation SET (fillfactor = 70);
ALTER TABLE tenant.conversation ADD COLUMN last_message_hour timestamptz;
ALTER TABLE tenant.conversation NO FORCE ROW LEVEL SECURITY;
UPDATE tenant.conversation SET last_message_hour = date_trunc('hour', last_message_at, 'UTC');
ALTER TABLE tenant.conversation FORCE ROW LEVEL SECURITY;
ALTER TABLE tenant.conversation ALTER COLUMN last_message_hour SET NOT NULL;
DROP INDEX tenant.conversation_newest;
CREATE INDEX conversation_newest ON tenant.conversation (workspace_id, last_message_hour DESC);
