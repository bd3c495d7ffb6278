-- conditions and verdict are JSON: a rule is read whole with the few others of its account, and searched by nothing else.
CREATE TABLE automation_rules (
    id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES smart_accounts (id),
    name TEXT NOT NULL,
    version BIGINT NOT NULL,
    place BIGINT NOT NULL,
    conditions TEXT NOT NULL,
    verdict TEXT NOT NULL,
    saved_by TEXT NOT NULL REFERENCES people (id),
    saved_at BIGINT NOT NULL
);
CREATE INDEX automation_rules_by_account ON automation_rules (account_id, place, id);
