-- Who took an access away from its holder, and what they told them. What was taken away is not given at once again.
ALTER TABLE entitlements ADD COLUMN ended_by TEXT REFERENCES people (id);
ALTER TABLE entitlements ADD COLUMN end_words TEXT;
CREATE INDEX entitlements_taken_away ON entitlements (person_id, request_id) WHERE ended_by IS NOT NULL;
