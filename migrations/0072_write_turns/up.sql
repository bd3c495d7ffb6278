-- Rows it has none. On PostgreSQL whoever writes holds its lock, most beside others, and alone who met others too often.
CREATE TABLE write_turns (
    id TEXT NOT NULL PRIMARY KEY
);
