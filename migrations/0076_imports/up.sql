-- An import that is under way. First its lines arrive, some at a time, and nothing of them holds. From the moment "since" on all of them
-- hold, and are carried out some at a time by whoever comes to it, also after a crash. Whoever works on it has it until "leased_until".
-- counts is what came of it so far, as JSON.
CREATE TABLE imports (
    id TEXT NOT NULL PRIMARY KEY,
    state TEXT NOT NULL,
    since BIGINT,
    leased_until BIGINT NOT NULL,
    counts TEXT NOT NULL
);
CREATE INDEX imports_by_lease ON imports (leased_until);

-- Its lines that are still to be carried out, as JSON, in the order in which they are: what belongs together stands in one unit.
CREATE TABLE import_lines (
    import_id TEXT NOT NULL REFERENCES imports (id),
    unit BIGINT NOT NULL,
    number BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (import_id, unit, number)
);

-- The user IDs, addresses and identifiers that those lines bring: nobody else can take them meanwhile.
CREATE TABLE import_names (
    name TEXT NOT NULL PRIMARY KEY
);
