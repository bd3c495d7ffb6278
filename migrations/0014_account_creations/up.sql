-- body is the creation as JSON; the other columns repeat of it what it is found by. account_id names an account that may be made
-- later in the same transaction.
CREATE TABLE account_creations (
    id TEXT NOT NULL PRIMARY KEY,
    creator_id TEXT NOT NULL REFERENCES people (id),
    domain TEXT NOT NULL,
    account_id TEXT,
    outcome TEXT NOT NULL,
    needs_operator BOOLEAN NOT NULL,
    body TEXT NOT NULL,
    next_step_at BIGINT
);
CREATE UNIQUE INDEX account_creations_one_pending ON account_creations (creator_id, domain) WHERE outcome = 'pending';
CREATE INDEX account_creations_by_creator ON account_creations (creator_id, id);
CREATE INDEX account_creations_by_outcome ON account_creations (outcome, id);
CREATE INDEX account_creations_by_account ON account_creations (account_id, id);
CREATE INDEX account_creations_for_operators ON account_creations (id) WHERE needs_operator;
CREATE INDEX account_creations_by_next_step ON account_creations (next_step_at) WHERE next_step_at IS NOT NULL;

-- The creation a link lets its reader authorise.
ALTER TABLE single_use_links ADD COLUMN creation_id TEXT;
CREATE INDEX single_use_links_by_creation ON single_use_links (creation_id);
