-- The group whose members a file names, perhaps a former one; none where it names users of the account. And since when an upload
-- is at the step it is at.
ALTER TABLE uploads ADD COLUMN group_id TEXT;
ALTER TABLE uploads ADD COLUMN step_since BIGINT;
CREATE INDEX uploads_by_group ON uploads (group_id, id) WHERE group_id IS NOT NULL;
