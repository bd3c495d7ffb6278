CREATE TABLE smart_accounts (
    id TEXT NOT NULL PRIMARY KEY,
    domain TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    visibility TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

-- Every identifier an account is known by, its domain and its aliases: unique across both.
CREATE TABLE account_identifiers (
    identifier TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES smart_accounts (id)
);

CREATE INDEX account_identifiers_by_account ON account_identifiers (account_id);

CREATE TABLE virtual_accounts (
    id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES smart_accounts (id),
    parent_id TEXT REFERENCES virtual_accounts (id),
    name TEXT NOT NULL,
    is_default BOOLEAN NOT NULL,
    UNIQUE (account_id, name)
);

CREATE TABLE memberships (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    account_id TEXT NOT NULL REFERENCES smart_accounts (id),
    role TEXT NOT NULL,
    virtual_account_id TEXT REFERENCES virtual_accounts (id),
    source TEXT NOT NULL,
    granted_by TEXT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT
);
CREATE UNIQUE INDEX memberships_once ON memberships (person_id, account_id, role, COALESCE(virtual_account_id, ''));
CREATE INDEX memberships_by_account ON memberships (account_id, id);
CREATE INDEX memberships_by_role ON memberships (account_id, role, person_id);
CREATE INDEX memberships_by_virtual_account ON memberships (virtual_account_id, id);
CREATE INDEX memberships_by_end ON memberships (until) WHERE until IS NOT NULL;
