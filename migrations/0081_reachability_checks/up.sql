-- Accounts where somebody went who could decide: whether what waits there is still reached by somebody is looked at again, from the request
-- after last_seen on.
CREATE TABLE reachability_checks (
    account_id TEXT NOT NULL PRIMARY KEY REFERENCES smart_accounts (id),
    asked_at BIGINT NOT NULL,
    last_seen TEXT NOT NULL
);
CREATE INDEX reachability_checks_by_asking ON reachability_checks (asked_at, account_id);
