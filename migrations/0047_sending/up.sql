-- priority: 0 is waited for at a screen, 1 lets somebody in or is about who may log in, 2 is all else; the smallest goes first.
-- spared_at: refused together with everything else, and kept for that; the next refusal is its own.
ALTER TABLE outbox ADD COLUMN priority BIGINT NOT NULL DEFAULT 2;
ALTER TABLE outbox ADD COLUMN reader_name TEXT;
ALTER TABLE outbox ADD COLUMN spared_at BIGINT;
ALTER TABLE notices ADD COLUMN priority BIGINT NOT NULL DEFAULT 2;
UPDATE outbox SET priority = 0
    WHERE state = 'waiting' AND kind IN ('sign-up', 'sign-up-known', 'forgotten', 'email-change', 'notification-address');
UPDATE outbox SET priority = 1
    WHERE state = 'waiting' AND kind IN ('invitation-sent', 'creation-nominee', 'password-changed', 'person-reactivated', 'email-changed');

-- In the order in which they are ended.
DROP INDEX memberships_by_end;
CREATE INDEX memberships_by_end ON memberships (until, id) WHERE until IS NOT NULL;

DROP INDEX outbox_by_due;
CREATE INDEX outbox_by_due ON outbox (priority, next_attempt_at, id) WHERE state = 'waiting';
DROP INDEX notices_by_due;
CREATE INDEX notices_by_due ON notices (priority, next_attempt_at, id);
CREATE INDEX outbox_waiting ON outbox (id) WHERE state = 'waiting';
CREATE INDEX notices_by_fault ON notices (id) WHERE last_error IS NOT NULL;
CREATE INDEX outbox_by_fault ON outbox (id) WHERE last_error IS NOT NULL;

-- One row while no mail goes out for a reason that is no mail's own: why, in the server's words, since when, how often it was
-- tried since, and when it is tried again.
CREATE TABLE mail_standstills (
    id TEXT NOT NULL PRIMARY KEY,
    trouble TEXT NOT NULL,
    said TEXT NOT NULL,
    since BIGINT NOT NULL,
    times BIGINT NOT NULL,
    next_try_at BIGINT NOT NULL
);
