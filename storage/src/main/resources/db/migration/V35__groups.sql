-- Texts to several people who see each other: whom a conversation of several is with, one by one, and how far each text has
-- come with each. (A conversation with one person is found by its own index.)

CREATE TABLE tenant.conversation_party (
  workspace_id    uuid NOT NULL,
  conversation_id uuid NOT NULL,
  party_index     bytea NOT NULL,         -- keyed
  PRIMARY KEY (workspace_id, conversation_id, party_index),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES tenant.conversation ON DELETE CASCADE
);
CREATE INDEX conversation_party_in ON tenant.conversation_party (workspace_id, party_index);

CREATE TABLE tenant.receipt (
  workspace_id uuid NOT NULL,
  id           uuid NOT NULL,
  message_id   uuid NOT NULL,
  place        integer NOT NULL,          -- whose it is, among the text's receivers, from 0
  state        text NOT NULL,             -- as a message's
  error_code   text,
  error_text   bytea,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, message_id, place),
  FOREIGN KEY (workspace_id, message_id) REFERENCES tenant.message ON DELETE CASCADE
);

CALL tenant.isolate('tenant.conversation_party');
CALL tenant.isolate('tenant.receipt');
