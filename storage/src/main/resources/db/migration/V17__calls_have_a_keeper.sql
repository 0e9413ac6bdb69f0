-- Which gateway goes on with a call: a number that it holds as an advisory lock while it lives. Null where a gateway
-- of an earlier schema, which has ended, opened the record.

ALTER TABLE tenant.call ADD COLUMN keeper bigint;
