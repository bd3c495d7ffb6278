-- Who differs from the defaults; preferences is JSON.
CREATE TABLE notification_preferences (
    person_id TEXT NOT NULL PRIMARY KEY REFERENCES people (id),
    preferences TEXT NOT NULL
);

-- Letters kept for a person's daily mail, as JSON, and when that mail is due. A row in digests stands for one mail to come.
CREATE TABLE digest_letters (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    topic TEXT NOT NULL,
    request_id TEXT,
    letter TEXT NOT NULL
);
CREATE INDEX digest_letters_by_person ON digest_letters (person_id, id);
CREATE TABLE digests (
    person_id TEXT NOT NULL PRIMARY KEY REFERENCES people (id),
    due_at BIGINT NOT NULL
);
CREATE INDEX digests_by_due ON digests (due_at);

-- Who was told of a request as somebody who may decide it, and is told when it is settled.
CREATE TABLE access_request_readers (
    request_id TEXT NOT NULL REFERENCES access_requests (id),
    person_id TEXT NOT NULL REFERENCES people (id),
    PRIMARY KEY (request_id, person_id)
);

-- What the installation keeps to itself: one row, made when it is first needed.
CREATE TABLE installation_secrets (
    name TEXT NOT NULL PRIMARY KEY,
    secret TEXT NOT NULL
);

-- not_before: quiet hours end then. unsubscribe: the link that ends what the mail belongs to.
ALTER TABLE outbox ADD COLUMN not_before BIGINT;
ALTER TABLE outbox ADD COLUMN unsubscribe TEXT;
