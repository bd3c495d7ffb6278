-- What deleted groups were called, for the log and for requests of old.
CREATE TABLE former_groups (
    id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES smart_accounts (id),
    name TEXT NOT NULL,
    deleted_at BIGINT NOT NULL
);

-- folded_name (lower case, without accents) is what lists are sorted by, members how many there are.
ALTER TABLE groups ADD COLUMN folded_name TEXT;
ALTER TABLE groups ADD COLUMN members BIGINT;
UPDATE groups SET folded_name = lower(name), members = (SELECT count(*) FROM group_members WHERE group_id = groups.id);
CREATE INDEX groups_by_name ON groups (account_id, folded_name, id);
CREATE INDEX groups_by_virtual_account ON groups (virtual_account_id, folded_name, id);

-- What a group is found by: the words of its name, folded, as hexadecimal digits.
CREATE TABLE group_terms (
    account_id TEXT NOT NULL REFERENCES smart_accounts (id),
    term TEXT NOT NULL,
    group_id TEXT NOT NULL REFERENCES groups (id),
    PRIMARY KEY (account_id, term, group_id)
);
CREATE INDEX group_terms_by_group ON group_terms (group_id);

-- What members are sorted and found by, as for roles.
ALTER TABLE group_members ADD COLUMN member_name TEXT;
UPDATE group_members SET member_name = (SELECT lower(full_name) FROM people WHERE people.id = group_members.person_id);
CREATE INDEX group_members_by_name ON group_members (group_id, member_name, person_id);
CREATE TABLE group_member_terms (
    group_id TEXT NOT NULL REFERENCES groups (id),
    term TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES people (id),
    PRIMARY KEY (group_id, term, person_id)
);
CREATE INDEX group_member_terms_by_person ON group_member_terms (person_id, group_id);

-- The group a request is for, perhaps a former one. One pending request for each person and identifier, and for each group.
ALTER TABLE access_requests ADD COLUMN group_id TEXT;
DROP INDEX access_requests_one_pending;
CREATE UNIQUE INDEX access_requests_one_pending ON access_requests (applicant_id, identifier) WHERE outcome = 'pending' AND group_id IS NULL;
CREATE UNIQUE INDEX access_requests_one_pending_of_group ON access_requests (group_id, identifier) WHERE outcome = 'pending' AND group_id IS NOT NULL;
CREATE INDEX access_requests_by_group ON access_requests (group_id, id) WHERE group_id IS NOT NULL;
