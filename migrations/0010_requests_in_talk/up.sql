-- waiting_on is 'requester' or the person a pending request was left to; asked_role repeats the role of the wish.
ALTER TABLE access_requests ADD COLUMN waiting_on TEXT;
ALTER TABLE access_requests ADD COLUMN asked_role TEXT;
UPDATE access_requests SET asked_role = 'sa-administrator' WHERE wish LIKE '%"role":"sa-administrator"%';
UPDATE access_requests SET asked_role = 'sa-approver' WHERE wish LIKE '%"role":"sa-approver"%';
UPDATE access_requests SET asked_role = 'sa-user' WHERE wish LIKE '%"role":"sa-user"%';
UPDATE access_requests SET asked_role = 'sa-viewer' WHERE wish LIKE '%"role":"sa-viewer"%';
UPDATE access_requests SET asked_role = 'va-administrator' WHERE wish LIKE '%"role":"va-administrator"%';
UPDATE access_requests SET asked_role = 'va-user' WHERE wish LIKE '%"role":"va-user"%';
UPDATE access_requests SET asked_role = 'va-viewer' WHERE wish LIKE '%"role":"va-viewer"%';
CREATE INDEX access_requests_by_waiting ON access_requests (account_id, waiting_on, id) WHERE waiting_on IS NOT NULL;
CREATE INDEX access_requests_by_asked_role ON access_requests (account_id, asked_role, id) WHERE asked_role IS NOT NULL;
CREATE INDEX access_requests_by_applicant_there ON access_requests (applicant_id, account_id, id);

-- What deciders say among themselves. It stands nowhere else, least of all in the event log.
CREATE TABLE access_request_comments (
    id TEXT NOT NULL PRIMARY KEY,
    request_id TEXT NOT NULL REFERENCES access_requests (id),
    author_id TEXT NOT NULL REFERENCES people (id),
    words TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX access_request_comments_by_request ON access_request_comments (request_id, id);

-- What a request is found by: the words of the applicant's name and organisation, the user ID, the address; in lower case,
-- without accents, in hexadecimal digits, which sort alike under every collation.
CREATE TABLE access_request_terms (
    account_id TEXT NOT NULL REFERENCES smart_accounts (id),
    term TEXT NOT NULL,
    request_id TEXT NOT NULL REFERENCES access_requests (id),
    PRIMARY KEY (account_id, term, request_id)
);
CREATE INDEX access_request_terms_by_request ON access_request_terms (request_id);

-- The domain an organisation has registered, where the address is not one that anybody may have.
ALTER TABLE email_addresses ADD COLUMN organisation_domain TEXT;
CREATE INDEX email_addresses_by_organisation ON email_addresses (organisation_domain, person_id) WHERE organisation_domain IS NOT NULL;
