-- Written to find out whether anything can be written: one row, and nobody reads it.
CREATE TABLE signs_of_life (
    id TEXT PRIMARY KEY NOT NULL,
    noted_at BIGINT NOT NULL,
    ballast TEXT NOT NULL
);
INSERT INTO signs_of_life (id, noted_at, ballast) VALUES ('readyz', 0, '');

-- Mail that was settled long ago goes, the oldest first.
CREATE INDEX outbox_by_settlement ON outbox (settled_at, id) WHERE settled_at IS NOT NULL;
