-- Moments are BIGINT milliseconds since 1970 UTC, everywhere.
CREATE TABLE people (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL UNIQUE,
    full_name TEXT NOT NULL,
    organisation TEXT NOT NULL,
    phone TEXT,
    language TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    password_hash TEXT,
    is_operator BOOLEAN NOT NULL,
    is_support_agent BOOLEAN NOT NULL,
    registered_at BIGINT NOT NULL,
    last_active_at BIGINT NOT NULL,
    deactivated_at BIGINT
);
CREATE INDEX people_operators ON people (id) WHERE is_operator;
CREATE INDEX people_support_agents ON people (id) WHERE is_support_agent;

-- key is the address in lower case: what makes two addresses the same.
CREATE TABLE email_addresses (
    key TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    address TEXT NOT NULL,
    verified_at BIGINT NOT NULL,
    is_main BOOLEAN NOT NULL
);
CREATE INDEX email_addresses_by_person ON email_addresses (person_id);

CREATE TABLE sessions (
    token_hash TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    began_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL
);
CREATE INDEX sessions_by_person ON sessions (person_id);
CREATE INDEX sessions_by_end ON sessions (ends_at);

-- Links sent by mail: link is what following it allows, as JSON.
CREATE TABLE single_use_links (
    token_hash TEXT NOT NULL PRIMARY KEY,
    link TEXT NOT NULL,
    person_id TEXT,
    expires_at BIGINT NOT NULL
);
CREATE INDEX single_use_links_by_person ON single_use_links (person_id);
CREATE INDEX single_use_links_by_expiry ON single_use_links (expires_at);

CREATE TABLE throttles (
    key TEXT NOT NULL PRIMARY KEY,
    since BIGINT NOT NULL,
    count BIGINT NOT NULL
);
CREATE INDEX throttles_by_age ON throttles (since);
