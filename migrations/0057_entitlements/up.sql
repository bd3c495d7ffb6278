-- What a request asks for that is no Smart Account, as JSON, and where such requests are decided. `identifier` then holds what the
-- same is found again by.
ALTER TABLE access_requests ADD COLUMN target TEXT;
ALTER TABLE access_requests ADD COLUMN queue TEXT;
CREATE INDEX access_requests_by_queue ON access_requests (queue, outcome, id) WHERE queue IS NOT NULL;
CREATE INDEX access_requests_by_queue_all ON access_requests (queue, id) WHERE queue IS NOT NULL;

-- What somebody has by such a request, which names it. target is what the same is found again by; what is JSON.
CREATE TABLE entitlements (
    request_id TEXT NOT NULL PRIMARY KEY REFERENCES access_requests (id),
    person_id TEXT NOT NULL REFERENCES people (id),
    target TEXT NOT NULL,
    what TEXT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    announced_at BIGINT,
    ended_at BIGINT,
    end_cause TEXT,
    next_step_at BIGINT
);
CREATE INDEX entitlements_by_person ON entitlements (person_id, request_id) WHERE ended_at IS NULL;
CREATE INDEX entitlements_by_target ON entitlements (target, request_id) WHERE ended_at IS NULL;
CREATE INDEX entitlements_by_next_step ON entitlements (next_step_at, request_id) WHERE next_step_at IS NOT NULL;
