-- Who talks from which device, and when the gateway last saw the call: what a gateway that starts anew needs to go on
-- with calls whose sound flowed on without it. Until now such calls were closed as failed.
-- How much of a call each side sent and received through a relay; null where its device did not say.

ALTER TABLE tenant.call
  ADD COLUMN caller_device_id   uuid,
  ADD COLUMN answerer_member_id uuid,
  ADD COLUMN answerer_device_id uuid,
  ADD COLUMN seen_at            timestamptz,
  ADD COLUMN caller_relayed     boolean,
  ADD COLUMN caller_relay_bytes bigint CHECK (caller_relay_bytes >= 0),
  ADD COLUMN callee_relayed     boolean,
  ADD COLUMN callee_relay_bytes bigint CHECK (callee_relay_bytes >= 0);
