ALTER TABLE smart_accounts ADD COLUMN address TEXT;
ALTER TABLE smart_accounts ADD COLUMN country TEXT;
ALTER TABLE smart_accounts ADD COLUMN accent BIGINT;
ALTER TABLE smart_accounts ADD COLUMN version BIGINT;
UPDATE smart_accounts SET version = 1;

-- Requests of one person for one account, under whatever identifier.
CREATE INDEX access_requests_by_applicant_and_account ON access_requests (applicant_id, account_id) WHERE account_id IS NOT NULL;
