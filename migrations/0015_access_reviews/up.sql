-- body is the campaign as JSON; cursor is how far the filling of its lines has come.
CREATE TABLE access_reviews (
    id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES smart_accounts (id),
    body TEXT NOT NULL,
    cursor TEXT,
    lines BIGINT NOT NULL,
    decided BIGINT NOT NULL,
    next_step_at BIGINT
);
CREATE INDEX access_reviews_by_account ON access_reviews (account_id, id);
CREATE INDEX access_reviews_by_next_step ON access_reviews (next_step_at) WHERE next_step_at IS NOT NULL;

-- One row a membership, as it was when the campaign began. verdict is JSON, none while nobody has decided; state repeats of it what
-- lists are filtered by.
CREATE TABLE access_review_lines (
    id TEXT NOT NULL PRIMARY KEY,
    review_id TEXT NOT NULL REFERENCES access_reviews (id),
    membership TEXT NOT NULL,
    person_id TEXT,
    group_id TEXT,
    virtual_account_id TEXT,
    holder_name TEXT NOT NULL,
    state TEXT NOT NULL,
    verdict TEXT
);
CREATE INDEX access_review_lines_by_review ON access_review_lines (review_id, id);
CREATE INDEX access_review_lines_by_state ON access_review_lines (review_id, state, id);
