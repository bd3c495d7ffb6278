-- The case that an event is about, so that its words can go with the case. Events of before are looked through by the worker.
ALTER TABLE events ADD COLUMN case_id TEXT;
CREATE INDEX events_by_case ON events (case_id, id) WHERE case_id IS NOT NULL;
