-- body is the event as JSON; the other columns are what it is searched by. origin is the page or program it came from.
CREATE TABLE events (
    id TEXT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    name TEXT NOT NULL,
    actor TEXT NOT NULL,
    origin TEXT NOT NULL,
    account_id TEXT,
    request_id TEXT,
    person_id TEXT,
    body TEXT NOT NULL
);
CREATE INDEX events_by_account ON events (account_id, id);
CREATE INDEX events_by_request ON events (request_id, id);
CREATE INDEX events_by_person ON events (person_id, id);

-- The Virtual Accounts an event is about, for the logs of their administrators.
CREATE TABLE event_virtual_accounts (
    virtual_account_id TEXT NOT NULL,
    event_id TEXT NOT NULL REFERENCES events (id),
    PRIMARY KEY (virtual_account_id, event_id)
);

-- What people are to be told, written with the change it tells of; the worker turns each into mails.
CREATE TABLE notices (
    id TEXT NOT NULL PRIMARY KEY,
    notice TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    next_attempt_at BIGINT NOT NULL,
    last_error TEXT
);
CREATE INDEX notices_by_due ON notices (next_attempt_at);

-- One row a mail and reader. state: waiting, sent, dead.
CREATE TABLE outbox (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    request_id TEXT,
    reminder BIGINT,
    person_id TEXT,
    address TEXT NOT NULL,
    language TEXT NOT NULL,
    thread TEXT,
    subject TEXT NOT NULL,
    text_body TEXT NOT NULL,
    html_body TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    next_attempt_at BIGINT NOT NULL,
    last_error TEXT,
    settled_at BIGINT
);
CREATE INDEX outbox_by_due ON outbox (next_attempt_at) WHERE state = 'waiting';
CREATE INDEX outbox_dead ON outbox (id) WHERE state = 'dead';
CREATE INDEX outbox_by_request ON outbox (request_id, reminder) WHERE request_id IS NOT NULL;
