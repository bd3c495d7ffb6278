-- A deleted Virtual Account keeps its row, for what was said of it. Its name then stands in former_name and its id in name, so
-- that the name is free for another.
ALTER TABLE virtual_accounts ADD COLUMN description TEXT;
ALTER TABLE virtual_accounts ADD COLUMN preferred_until BIGINT;
ALTER TABLE virtual_accounts ADD COLUMN is_offered BOOLEAN;
ALTER TABLE virtual_accounts ADD COLUMN version BIGINT;
ALTER TABLE virtual_accounts ADD COLUMN former_name TEXT;
ALTER TABLE virtual_accounts ADD COLUMN deleted_at BIGINT;
UPDATE virtual_accounts SET is_offered = TRUE, version = 1;
CREATE INDEX virtual_accounts_by_parent ON virtual_accounts (parent_id) WHERE parent_id IS NOT NULL;

-- folded is key and value as they are searched for: "site=lyon".
CREATE TABLE virtual_account_tags (
    virtual_account_id TEXT NOT NULL REFERENCES virtual_accounts (id),
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES smart_accounts (id),
    folded TEXT NOT NULL,
    PRIMARY KEY (virtual_account_id, key)
);
CREATE INDEX virtual_account_tags_by_account ON virtual_account_tags (account_id, folded);
