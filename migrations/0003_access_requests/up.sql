-- wish, status and progress are JSON; outcome and settled_at repeat of it what lists are searched by. operators_told_at is when
-- operators first heard of the request: with its escalation, or when a hidden account turned out to have nobody to decide.
CREATE TABLE access_requests (
    id TEXT NOT NULL PRIMARY KEY,
    applicant_id TEXT NOT NULL REFERENCES people (id),
    identifier TEXT NOT NULL,
    account_id TEXT REFERENCES smart_accounts (id),
    reason TEXT NOT NULL,
    wish TEXT NOT NULL,
    sent_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    outcome TEXT NOT NULL,
    status TEXT NOT NULL,
    progress TEXT NOT NULL,
    settled_at BIGINT,
    next_step_at BIGINT,
    operators_told_at BIGINT
);
CREATE UNIQUE INDEX access_requests_one_pending ON access_requests (applicant_id, identifier) WHERE outcome = 'pending';
CREATE INDEX access_requests_by_applicant ON access_requests (applicant_id, id);
CREATE INDEX access_requests_by_account ON access_requests (account_id, outcome, id);
CREATE INDEX access_requests_by_account_all ON access_requests (account_id, id);
CREATE INDEX access_requests_by_next_step ON access_requests (next_step_at) WHERE next_step_at IS NOT NULL;
CREATE INDEX access_requests_for_operators ON access_requests (id) WHERE outcome = 'pending' AND operators_told_at IS NOT NULL;

-- The Virtual Accounts a request asks for, for the queues of their administrators.
CREATE TABLE access_request_virtual_accounts (
    virtual_account_id TEXT NOT NULL REFERENCES virtual_accounts (id),
    request_id TEXT NOT NULL REFERENCES access_requests (id),
    PRIMARY KEY (virtual_account_id, request_id)
);
