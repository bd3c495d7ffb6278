-- Since when nothing tells any more who somebody was.
ALTER TABLE people ADD COLUMN erased_at BIGINT;

-- An erasure under way: what is looked for (JSON), the step, and the row of it up to which everything was looked through. The row goes
-- with the last step.
CREATE TABLE erasures (
    person_id TEXT NOT NULL PRIMARY KEY REFERENCES people (id),
    sought TEXT NOT NULL,
    step BIGINT NOT NULL,
    cursor TEXT NOT NULL,
    began_at BIGINT NOT NULL
);
