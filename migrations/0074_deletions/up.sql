-- A Virtual Account or a group that goes bit by bit. From the first moment it is there for nobody, and no role on it or of it gives
-- anything; the row goes with the last bit. total is how much hung on it.
CREATE TABLE deletions (
    id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES smart_accounts (id),
    began_by TEXT REFERENCES people (id),
    began_at BIGINT NOT NULL,
    total BIGINT NOT NULL
);
CREATE INDEX deletions_by_account ON deletions (account_id, id);
CREATE INDEX deletions_by_beginning ON deletions (began_at, id);

-- Whose it was, for those who may still be told that it is gone.
ALTER TABLE former_groups ADD COLUMN virtual_account_id TEXT REFERENCES virtual_accounts (id);
