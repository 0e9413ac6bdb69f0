-- Texts that come over a line that stands (SMPP), piece by piece: from before a piece is acknowledged until it is certain that
-- the carrier has read the acknowledgement, and until the text is whole.

CREATE TABLE tenant.inbound_part (
  workspace_id       uuid NOT NULL,
  id                 uuid NOT NULL,
  carrier_account_id uuid NOT NULL,
  session            uuid NOT NULL,      -- of the carrier, in which it came last
  fingerprint_index  bytea NOT NULL,     -- keyed, of all of the piece: a repeat has the same
  text_index         bytea NOT NULL,     -- keyed, of what pieces of one text have in common
  total              integer NOT NULL,   -- pieces of the text
  place              integer NOT NULL,   -- from 1
  words              bytea NOT NULL,     -- sealed, with the two ends
  message_id         uuid,               -- the whole text, once it is
  acknowledged       boolean NOT NULL,   -- the carrier has read that we have it
  arrived_at         timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  CHECK (place BETWEEN 1 AND total)
);

CREATE INDEX inbound_part_repeat ON tenant.inbound_part (workspace_id, carrier_account_id, fingerprint_index);
CREATE INDEX inbound_part_text ON tenant.inbound_part (workspace_id, carrier_account_id, text_index);
CREATE INDEX inbound_part_age ON tenant.inbound_part (workspace_id, arrived_at);

CALL tenant.isolate('tenant.inbound_part');
