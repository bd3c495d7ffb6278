-- Where somebody went who could decide: an account, or somebody in all of whose accounts that is so. Whether what waits there is still
-- reached by somebody is looked at from asked_at on, from the request, or account, after last_seen on.
CREATE TABLE reachability_checks (
    id TEXT NOT NULL PRIMARY KEY,
    asked_at BIGINT NOT NULL,
    last_seen TEXT NOT NULL
);
CREATE INDEX reachability_checks_by_asking ON reachability_checks (asked_at, id);
