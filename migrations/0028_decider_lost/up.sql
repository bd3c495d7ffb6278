-- What hangs on one person's right to decide is found by them, in whatever account, when they lose it.
CREATE INDEX access_requests_by_decider ON access_requests (waiting_on, id) WHERE waiting_on IS NOT NULL;
CREATE INDEX automation_rules_by_author ON automation_rules (saved_by, id);
-- Since when the author of a rule could not let it act any more; told of once.
ALTER TABLE automation_rules ADD COLUMN idle_since BIGINT;
