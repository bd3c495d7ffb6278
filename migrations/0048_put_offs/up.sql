-- What was due and could not be done: why, since when, how often it was tried, and when it is tried again.
CREATE TABLE put_offs (
    id TEXT NOT NULL PRIMARY KEY,
    work TEXT NOT NULL,
    fault TEXT NOT NULL,
    since BIGINT NOT NULL,
    times BIGINT NOT NULL,
    next_at BIGINT NOT NULL
);
CREATE INDEX put_offs_by_next ON put_offs (next_at, id);
