CREATE TABLE groups (
    id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES smart_accounts (id),
    virtual_account_id TEXT REFERENCES virtual_accounts (id),
    name TEXT NOT NULL,
    description TEXT,
    version BIGINT NOT NULL,
    UNIQUE (account_id, name)
);
CREATE INDEX groups_by_account ON groups (account_id, id);

CREATE TABLE group_members (
    group_id TEXT NOT NULL REFERENCES groups (id),
    person_id TEXT NOT NULL REFERENCES people (id),
    since BIGINT NOT NULL,
    PRIMARY KEY (group_id, person_id)
);
CREATE INDEX group_members_by_person ON group_members (person_id, group_id);

-- A role is held by a person or by a group. holder_name (lower case, without accents) and origin repeat, for lists to be sorted
-- and filtered by, what the holder is called and what kind of source the role has.
CREATE TABLE memberships_held (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT REFERENCES people (id),
    group_id TEXT REFERENCES groups (id),
    account_id TEXT NOT NULL REFERENCES smart_accounts (id),
    role TEXT NOT NULL,
    virtual_account_id TEXT REFERENCES virtual_accounts (id),
    source TEXT NOT NULL,
    granted_by TEXT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    holder_name TEXT NOT NULL,
    origin TEXT NOT NULL
);
INSERT INTO memberships_held
SELECT m.id, m.person_id, NULL, m.account_id, m.role, m.virtual_account_id, m.source, m.granted_by, m.since, m.until, lower(p.full_name),
    CASE WHEN m.source LIKE '%"request"%' THEN 'request' WHEN m.source LIKE '%"creation"%' THEN 'creation' ELSE 'import' END
FROM memberships m JOIN people p ON p.id = m.person_id;
DROP TABLE memberships;
ALTER TABLE memberships_held RENAME TO memberships;
CREATE UNIQUE INDEX memberships_once ON memberships (COALESCE(person_id, group_id), account_id, role, COALESCE(virtual_account_id, ''));
CREATE INDEX memberships_by_person ON memberships (person_id, account_id);
CREATE INDEX memberships_by_group ON memberships (group_id, account_id) WHERE group_id IS NOT NULL;
CREATE INDEX memberships_by_account ON memberships (account_id, id);
CREATE INDEX memberships_by_name ON memberships (account_id, holder_name, id);
CREATE INDEX memberships_by_role ON memberships (account_id, role, id);
CREATE INDEX memberships_by_role_and_name ON memberships (account_id, role, holder_name, id);
CREATE INDEX memberships_by_virtual_account ON memberships (virtual_account_id, id);
CREATE INDEX memberships_by_virtual_account_and_name ON memberships (virtual_account_id, holder_name, id);
CREATE INDEX memberships_by_origin ON memberships (account_id, origin, id);
CREATE INDEX memberships_by_origin_and_name ON memberships (account_id, origin, holder_name, id);
CREATE INDEX memberships_by_account_end ON memberships (account_id, until, id) WHERE until IS NOT NULL;
CREATE INDEX memberships_by_end ON memberships (until) WHERE until IS NOT NULL;

-- What a holder is found by: the words of the name, the user ID, the addresses; in lower case, without accents, written as
-- hexadecimal digits, so that a prefix is a range whatever order the database has for letters.
CREATE TABLE membership_terms (
    account_id TEXT NOT NULL REFERENCES smart_accounts (id),
    term TEXT NOT NULL,
    membership_id TEXT NOT NULL REFERENCES memberships (id),
    PRIMARY KEY (account_id, term, membership_id)
);
CREATE INDEX membership_terms_by_membership ON membership_terms (membership_id);
