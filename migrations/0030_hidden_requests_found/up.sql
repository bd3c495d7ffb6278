-- What a request is found by is kept where nobody has its identifier as well, under the identifier, where nobody looks: so that
-- sending, withdrawing and a new name take as long as where there is an account.
CREATE TABLE access_request_terms_anywhere (
    account_id TEXT NOT NULL,
    term TEXT NOT NULL,
    request_id TEXT NOT NULL REFERENCES access_requests (id),
    PRIMARY KEY (account_id, term, request_id)
);
INSERT INTO access_request_terms_anywhere (account_id, term, request_id) SELECT account_id, term, request_id FROM access_request_terms;
DROP TABLE access_request_terms;
ALTER TABLE access_request_terms_anywhere RENAME TO access_request_terms;
CREATE INDEX access_request_terms_by_request ON access_request_terms (request_id);
