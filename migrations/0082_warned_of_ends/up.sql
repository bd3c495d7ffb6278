-- When it is next told that a role ends. Of those that are there each is told of once it is near, and of those that are near at once.
ALTER TABLE memberships ADD COLUMN next_warning_at BIGINT;
UPDATE memberships SET next_warning_at = until - 1209600000 WHERE until IS NOT NULL;
CREATE INDEX memberships_by_warning ON memberships (next_warning_at, account_id) WHERE next_warning_at IS NOT NULL;
