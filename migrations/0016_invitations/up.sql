CREATE TABLE invitations (
    id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES smart_accounts (id),
    email TEXT NOT NULL,
    email_key TEXT NOT NULL,
    language TEXT NOT NULL,
    offers TEXT NOT NULL,
    invited_at BIGINT NOT NULL,
    lapses_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    status TEXT NOT NULL
);
CREATE UNIQUE INDEX invitations_open_once ON invitations (account_id, email_key) WHERE status = 'open';
CREATE INDEX invitations_by_account ON invitations (account_id, status, id);
CREATE INDEX invitations_by_lapse ON invitations (lapses_at, id) WHERE status = 'open';

-- What an invitation is about; no rows where any of it is about the whole account.
CREATE TABLE invitation_virtual_accounts (
    virtual_account_id TEXT NOT NULL REFERENCES virtual_accounts (id),
    invitation_id TEXT NOT NULL REFERENCES invitations (id),
    PRIMARY KEY (virtual_account_id, invitation_id)
);
CREATE INDEX invitation_virtual_accounts_by_invitation ON invitation_virtual_accounts (invitation_id);
