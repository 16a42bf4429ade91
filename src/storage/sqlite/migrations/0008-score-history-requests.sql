-- The request whose rewards begin with this one, where it may be sent again, so that they are not added again then. NULL: it had no Idempotency-Key, or the reward is not its first.
ALTER TABLE score_history ADD COLUMN request_digest TEXT;

CREATE INDEX score_history_by_request ON score_history (tenant_id, history_key, request_digest) WHERE request_digest IS NOT NULL;
