-- confirmed_at is empty while nobody who reads the mailbox has followed the link of the newest letter.
CREATE TABLE notification_addresses (
    id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES smart_accounts (id),
    email TEXT NOT NULL,
    email_key TEXT NOT NULL,
    language TEXT NOT NULL,
    added_by TEXT NOT NULL,
    added_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    lapses_at BIGINT,
    confirmed_at BIGINT
);
CREATE UNIQUE INDEX notification_addresses_once ON notification_addresses (account_id, email_key);
