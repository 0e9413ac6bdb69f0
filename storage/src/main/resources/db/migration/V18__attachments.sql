-- What came with a text: pictures, sound, cards. First it is known where the carrier keeps it, then it is here.

CREATE TABLE tenant.attachment (
  workspace_id uuid NOT NULL,
  id           uuid NOT NULL,
  message_id   uuid NOT NULL,
  place        integer NOT NULL,      -- from 0, in the order of the text
  state        text NOT NULL,         -- AWAITED, KEPT, REFUSED
  source       bytea,                 -- where the carrier keeps it
  media_type   text NOT NULL,         -- as the carrier says; of a kept one as its content shows
  reason       text,                  -- a word, of a refused one
  blob_id      uuid,
  size         bigint,
  removed_at   timestamptz,           -- at the carrier
  created_at   timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, message_id, place),
  UNIQUE (workspace_id, blob_id),
  FOREIGN KEY (workspace_id, message_id) REFERENCES tenant.message,
  FOREIGN KEY (workspace_id, blob_id) REFERENCES tenant.blob
);

CALL tenant.isolate('tenant.attachment');
