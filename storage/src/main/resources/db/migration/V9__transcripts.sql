-- What is said in a voicemail, when somebody or something wrote it down.

ALTER TABLE tenant.voicemail ADD COLUMN transcript bytea;
