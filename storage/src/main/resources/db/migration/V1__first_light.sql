-- Three schemas: `system` is read before a workspace is known and holds ids, times, states and keyed hashes only;
-- `keys` holds wrapped keys, apart from what they open; `tenant` holds everything else, each row in one workspace.
-- Columns of type bytea are sealed unless their name ends in _hash or _index, which are keyed, or they are said to
-- be something else.

CREATE SCHEMA keys;
CREATE SCHEMA tenant;

-- Ends with the transaction; without it no row of `tenant` is visible.
CREATE FUNCTION tenant.current_workspace() RETURNS uuid
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('tandem.workspace', true), '')::uuid;

-- Every table of `tenant` goes through here once; a test compares the catalogue with that rule.
CREATE PROCEDURE tenant.isolate(subject regclass) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', subject);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', subject);
  EXECUTE format(
    'CREATE POLICY own_workspace ON %s USING (workspace_id = tenant.current_workspace())'
    ' WITH CHECK (workspace_id = tenant.current_workspace())', subject);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO tandem_app', subject);
END $$;
REVOKE EXECUTE ON PROCEDURE tenant.isolate(regclass) FROM PUBLIC;

------------------------------------------------------------------------------------------------------------ keys

CREATE TABLE keys.installation (
  only_row   boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  wrapped    bytea NOT NULL,          -- by the root key
  root_key   text NOT NULL,           -- where that is kept
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE keys.workspace_key (
  workspace_id  uuid PRIMARY KEY,
  wrapped       bytea NOT NULL,       -- by the root key
  index_wrapped bytea NOT NULL,       -- blind indexes' key, by the workspace key
  root_key      text NOT NULL,
  last_number   integer NOT NULL,
  created_at    timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE keys.data_key (
  workspace_id uuid NOT NULL REFERENCES keys.workspace_key ON DELETE CASCADE,
  number       integer NOT NULL,
  class        text NOT NULL,
  month        integer NOT NULL,      -- 202611
  wrapped      bytea NOT NULL,        -- by the workspace key
  created_at   timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, number),
  UNIQUE (workspace_id, class, month)
);

---------------------------------------------------------------------------------------------------------- system

CREATE TABLE system.workspace (
  id         uuid PRIMARY KEY,
  state      text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- What is looked up before a workspace is known: e-mail, session, API key, one-time link, carrier account.
CREATE TABLE system.directory (
  kind         text NOT NULL,
  key_hash     bytea NOT NULL,
  workspace_id uuid NOT NULL REFERENCES system.workspace ON DELETE CASCADE,
  subject_id   uuid NOT NULL,
  expires_at   timestamptz,
  PRIMARY KEY (kind, key_hash)
);
CREATE INDEX directory_subject ON system.directory (workspace_id, subject_id);

CREATE TABLE system.job (
  id           uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES system.workspace ON DELETE CASCADE,
  kind         text NOT NULL,
  subject_id   uuid NOT NULL,
  due_at       timestamptz NOT NULL,
  attempts     integer NOT NULL DEFAULT 0,
  fence        bigint NOT NULL DEFAULT 0
);
CREATE INDEX job_due ON system.job (kind, due_at);

---------------------------------------------------------------------------------------------------------- tenant

CREATE TABLE tenant.workspace (
  workspace_id uuid PRIMARY KEY,
  name         bytea NOT NULL,
  ring_seconds integer NOT NULL
);

CREATE TABLE tenant.member (
  workspace_id  uuid NOT NULL,
  id            uuid NOT NULL,
  email         bytea NOT NULL,
  name          bytea NOT NULL,
  role          text NOT NULL,
  password_hash_sealed bytea,
  created_at    timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id)
);

CREATE TABLE tenant.device (
  workspace_id uuid NOT NULL,
  id           uuid NOT NULL,
  member_id    uuid NOT NULL,
  name         bytea NOT NULL,
  token_hash   bytea NOT NULL,
  created_at   timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES tenant.member ON DELETE CASCADE
);
CREATE INDEX device_member ON tenant.device (workspace_id, member_id);

CREATE TABLE tenant.api_key (
  workspace_id uuid NOT NULL,
  id           uuid NOT NULL,
  member_id    uuid NOT NULL,
  name         bytea NOT NULL,
  key_hash     bytea NOT NULL,
  created_at   timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES tenant.member ON DELETE CASCADE
);

CREATE TABLE tenant.one_time_link (
  workspace_id uuid NOT NULL,
  id           uuid NOT NULL,
  member_id    uuid,
  purpose      text NOT NULL,
  link_hash    bytea NOT NULL,
  created_at   timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL,
  used_at      timestamptz,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES tenant.member ON DELETE CASCADE
);

CREATE TABLE tenant.carrier_account (
  workspace_id uuid NOT NULL,
  id           uuid NOT NULL,
  carrier      text NOT NULL,
  account      bytea NOT NULL,
  auth_token   bytea NOT NULL,
  base_url     bytea,
  created_at   timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id)
);

CREATE TABLE tenant.phone_number (
  workspace_id       uuid NOT NULL,
  id                 uuid NOT NULL,
  e164               bytea NOT NULL,
  e164_index         bytea NOT NULL,
  name               bytea NOT NULL,
  carrier_account_id uuid,
  created_at         timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, e164_index),
  FOREIGN KEY (workspace_id, carrier_account_id) REFERENCES tenant.carrier_account
);

CREATE TABLE tenant.idempotency_key (
  workspace_id uuid NOT NULL,
  member_id    uuid NOT NULL,
  key_index    bytea NOT NULL,
  request_hash bytea NOT NULL,        -- keyed too
  resource_id  uuid NOT NULL,
  created_at   timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, member_id, key_index)
);

CREATE TABLE tenant.conversation (
  workspace_id       uuid NOT NULL,
  id                 uuid NOT NULL,
  number_id          uuid NOT NULL,
  participants       bytea NOT NULL,
  participants_index bytea NOT NULL,
  state              text NOT NULL,
  last_seq           bigint NOT NULL,
  inbound_count      bigint NOT NULL,
  last_message_at    timestamptz NOT NULL,
  last_message_id    uuid,
  created_at         timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, number_id, participants_index),
  FOREIGN KEY (workspace_id, number_id) REFERENCES tenant.phone_number
);
CREATE INDEX conversation_newest ON tenant.conversation (workspace_id, last_message_at DESC, id DESC);

CREATE TABLE tenant.read_mark (
  workspace_id    uuid NOT NULL,
  conversation_id uuid NOT NULL,
  member_id       uuid NOT NULL,
  through_seq     bigint NOT NULL,
  inbound_read    bigint NOT NULL,
  PRIMARY KEY (workspace_id, conversation_id, member_id),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES tenant.conversation ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, member_id) REFERENCES tenant.member ON DELETE CASCADE
);

CREATE TABLE tenant.message (
  workspace_id       uuid NOT NULL,
  id                 uuid NOT NULL,
  conversation_id    uuid NOT NULL,
  seq                bigint NOT NULL,
  inbound_number     bigint NOT NULL, -- how many of the conversation's messages up to this one came in
  direction          text NOT NULL,
  content            bytea NOT NULL,  -- from, to, text
  state              text NOT NULL,
  segments           integer NOT NULL,
  encoding           text NOT NULL,
  error_code         text,
  error_text         bytea,
  author_member_id   uuid,
  created_at         timestamptz NOT NULL,
  carrier_account_id uuid,
  provider_id        text,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, conversation_id, seq),
  UNIQUE (workspace_id, carrier_account_id, provider_id),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES tenant.conversation ON DELETE CASCADE
);

CREATE TABLE tenant.call (
  workspace_id     uuid NOT NULL,
  id               uuid NOT NULL,
  direction        text NOT NULL,
  caller_member_id uuid,
  callee_member_id uuid,
  outside_number   bytea,
  outcome          text,              -- null while the call goes on
  started_at       timestamptz NOT NULL,
  ringing_at       timestamptz,
  answered_at      timestamptz,
  ended_at         timestamptz,
  voicemail_id     uuid,
  relayed          boolean,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX call_open ON tenant.call (workspace_id) WHERE outcome IS NULL;

CREATE TABLE tenant.blob (
  workspace_id uuid NOT NULL,
  id           uuid NOT NULL,
  key_number   integer NOT NULL,
  header       bytea NOT NULL,        -- salt and key commitment of the stream
  content_type text NOT NULL,
  length       bigint,                -- null while it is written
  created_at   timestamptz NOT NULL,
  written_at   timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id)
);

CREATE TABLE tenant.blob_chunk (
  workspace_id uuid NOT NULL,
  blob_id      uuid NOT NULL,
  number       bigint NOT NULL,
  bytes        bytea STORAGE EXTERNAL NOT NULL,
  PRIMARY KEY (workspace_id, blob_id, number),
  FOREIGN KEY (workspace_id, blob_id) REFERENCES tenant.blob ON DELETE CASCADE
);

CREATE TABLE tenant.voicemail (
  workspace_id    uuid NOT NULL,
  id              uuid NOT NULL,
  call_id         uuid NOT NULL,
  for_member_id   uuid NOT NULL,
  from_member_id  uuid,
  from_number     bytea,
  created_at      timestamptz NOT NULL,
  duration_millis bigint NOT NULL,
  peaks           bytea NOT NULL,
  blob_id         uuid NOT NULL,
  size            bigint NOT NULL,
  heard_at        timestamptz,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, blob_id),
  FOREIGN KEY (workspace_id, blob_id) REFERENCES tenant.blob
);
CREATE INDEX voicemail_member ON tenant.voicemail (workspace_id, for_member_id, id DESC);

CREATE TABLE tenant.contact (
  workspace_id uuid NOT NULL,
  id           uuid NOT NULL,
  content      bytea NOT NULL,        -- name, numbers
  created_at   timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id)
);

CREATE TABLE tenant.contact_number (
  workspace_id uuid NOT NULL,
  contact_id   uuid NOT NULL,
  e164_index   bytea NOT NULL,
  PRIMARY KEY (workspace_id, e164_index, contact_id),
  FOREIGN KEY (workspace_id, contact_id) REFERENCES tenant.contact ON DELETE CASCADE
);
CREATE INDEX contact_number_contact ON tenant.contact_number (workspace_id, contact_id);

---------------------------------------------------------------------------------------------------------- rights

DO $$
DECLARE
  subject regclass;
BEGIN
  FOR subject IN SELECT c.oid::regclass FROM pg_class c
      WHERE c.relnamespace = 'tenant'::regnamespace AND c.relkind IN ('r', 'p') LOOP
    CALL tenant.isolate(subject);
  END LOOP;
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO tandem_app', current_database());
END $$;

GRANT USAGE ON SCHEMA keys, system, tenant TO tandem_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON keys.workspace_key, keys.data_key TO tandem_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON system.workspace, system.directory, system.job TO tandem_app;
