-- One row a version. The newest says whether the account still has something to accept.
CREATE TABLE agreement_versions (
    agreement_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    account_id TEXT NOT NULL REFERENCES smart_accounts (id),
    title TEXT NOT NULL,
    words TEXT NOT NULL,
    is_required BOOLEAN NOT NULL,
    is_newest BOOLEAN NOT NULL,
    published_by TEXT NOT NULL,
    published_at BIGINT NOT NULL,
    accepted_by TEXT,
    accepted_at BIGINT,
    PRIMARY KEY (agreement_id, number)
);
CREATE INDEX agreement_versions_by_account ON agreement_versions (account_id, agreement_id) WHERE is_newest;
