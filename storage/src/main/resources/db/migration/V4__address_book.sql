-- The address book: what changed when, and who did it; former versions; pictures; what was deleted.

-- A contact that is gone keeps its row without content, so that address books elsewhere can be told.
ALTER TABLE tenant.contact
  ALTER COLUMN content DROP NOT NULL,
  ADD COLUMN uid_index      bytea,         -- of vCard's UID; none when the UID is the id
  ADD COLUMN resource       bytea,         -- the name a CardDAV client gave it; none when that is the id
  ADD COLUMN resource_index bytea,
  ADD COLUMN photo_id       uuid,
  ADD COLUMN version        bigint NOT NULL DEFAULT 1,
  ADD COLUMN seq            bigint NOT NULL DEFAULT 0,    -- tenant.address_book.seq at the last change
  ADD COLUMN changed_at     timestamptz,
  ADD COLUMN changed_by     uuid,          -- member
  ADD COLUMN changed_with   uuid,          -- their device, key or app password
  ADD COLUMN deleted_at     timestamptz,
  ADD CHECK ((content IS NULL) = (deleted_at IS NOT NULL)),
  ADD CHECK ((resource IS NULL) = (resource_index IS NULL));

-- One row a workspace, locked while a contact changes: changes have one order, and a reader that has
-- seen up to `seq` has missed nothing.
CREATE TABLE tenant.address_book (
  workspace_id uuid PRIMARY KEY,
  seq          bigint NOT NULL,            -- changes so far
  swept_seq    bigint NOT NULL DEFAULT 0   -- deletions up to here are forgotten
);

-- What contacts were before. A version was valid from `from_at` up to, not including, `until_at`.
CREATE TABLE tenant.contact_version (
  workspace_id uuid NOT NULL,
  id           uuid NOT NULL,
  contact_id   uuid NOT NULL,
  version      bigint NOT NULL,
  content      bytea NOT NULL,
  photo_id     uuid,
  from_at      timestamptz NOT NULL,
  until_at     timestamptz NOT NULL,
  made_by      uuid,                       -- member
  made_with    uuid,
  ended_by     uuid,                       -- member
  ended_with   uuid,
  deleted      boolean NOT NULL,           -- it ended because the contact was deleted
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, contact_id, version)
);
CREATE INDEX contact_version_until ON tenant.contact_version (workspace_id, until_at);
CREATE INDEX contact_version_photo ON tenant.contact_version (workspace_id, photo_id) WHERE photo_id IS NOT NULL;

-- Pictures are never changed, so that versions can share them.
CREATE TABLE tenant.contact_photo (
  workspace_id  uuid NOT NULL,
  id            uuid NOT NULL,
  content       bytea NOT NULL,
  content_index bytea NOT NULL,            -- the same picture is kept once
  media_type    text NOT NULL,
  size          integer NOT NULL,
  created_at    timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, content_index)
);

CREATE TABLE tenant.contact_email (
  workspace_id uuid NOT NULL,
  contact_id   uuid NOT NULL,
  email_index  bytea NOT NULL,
  PRIMARY KEY (workspace_id, email_index, contact_id),
  FOREIGN KEY (workspace_id, contact_id) REFERENCES tenant.contact ON DELETE CASCADE
);
CREATE INDEX contact_email_contact ON tenant.contact_email (workspace_id, contact_id);

CALL tenant.isolate('tenant.address_book');
CALL tenant.isolate('tenant.contact_version');
CALL tenant.isolate('tenant.contact_photo');
CALL tenant.isolate('tenant.contact_email');

-- Contacts of before get their place in the order of their ids. Forced row-level security hides them
-- from the owner too, so it is lifted for these statements, within this transaction.
ALTER TABLE tenant.contact NO FORCE ROW LEVEL SECURITY;
ALTER TABLE tenant.address_book NO FORCE ROW LEVEL SECURITY;
UPDATE tenant.contact c SET seq = n.seq, changed_at = c.created_at
  FROM (SELECT workspace_id, id, row_number() OVER (PARTITION BY workspace_id ORDER BY id) AS seq
        FROM tenant.contact) n
  WHERE n.workspace_id = c.workspace_id AND n.id = c.id;
INSERT INTO tenant.address_book (workspace_id, seq)
  SELECT workspace_id, max(seq) FROM tenant.contact GROUP BY workspace_id;
ALTER TABLE tenant.contact FORCE ROW LEVEL SECURITY;
ALTER TABLE tenant.address_book FORCE ROW LEVEL SECURITY;

ALTER TABLE tenant.contact ALTER COLUMN seq DROP DEFAULT, ALTER COLUMN changed_at SET NOT NULL;
CREATE UNIQUE INDEX contact_seq ON tenant.contact (workspace_id, seq);
CREATE UNIQUE INDEX contact_uid ON tenant.contact (workspace_id, uid_index) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX contact_resource ON tenant.contact (workspace_id, resource_index) WHERE deleted_at IS NULL;
CREATE INDEX contact_deleted ON tenant.contact (workspace_id, deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX contact_photo_used ON tenant.contact (workspace_id, photo_id) WHERE photo_id IS NOT NULL;
