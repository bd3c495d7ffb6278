-- Every request stands in one queue: that of its account, of its programme, of contracts. A request for an identifier that nobody has
-- stands in one that nobody opens, so that it is written as one for an account that may not be known of: those that are there each in one
-- that is named by its own id, which no account has.
UPDATE access_requests SET queue = account_id WHERE account_id IS NOT NULL;
UPDATE access_requests SET queue = 'sa_' || substr(id, 5) WHERE queue IS NULL;
DROP INDEX access_requests_by_account;
DROP INDEX access_requests_by_account_all;
DROP INDEX access_requests_by_waiting;
DROP INDEX access_requests_by_asked_role;
DROP INDEX access_requests_by_applicant_there;
CREATE INDEX access_requests_by_waiting ON access_requests (queue, waiting_on, id) WHERE waiting_on IS NOT NULL;
CREATE INDEX access_requests_by_asked_role ON access_requests (queue, asked_role, id) WHERE asked_role IS NOT NULL;
CREATE INDEX access_requests_by_applicant_there ON access_requests (applicant_id, queue, id);
