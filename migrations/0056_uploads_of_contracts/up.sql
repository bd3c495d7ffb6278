-- Files of contracts go to no account: account_id becomes one that may be empty. changed_lines counts contracts that are changed.
DROP INDEX uploads_by_account;
DROP INDEX uploads_by_person;
ALTER TABLE uploads ADD COLUMN to_account TEXT REFERENCES smart_accounts (id);
UPDATE uploads SET to_account = account_id;
ALTER TABLE uploads DROP COLUMN account_id;
ALTER TABLE uploads RENAME COLUMN to_account TO account_id;
ALTER TABLE uploads ADD COLUMN changed_lines BIGINT;
CREATE INDEX uploads_by_account ON uploads (account_id, id);
CREATE INDEX uploads_by_person ON uploads (account_id, uploaded_by, id);
