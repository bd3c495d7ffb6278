-- When somebody is away, and who decides in their place: one row for each, from when it is said until it is over.
CREATE TABLE absences (
    person_id TEXT NOT NULL PRIMARY KEY REFERENCES people (id),
    deputy_id TEXT REFERENCES people (id),
    from_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    has_begun BOOLEAN NOT NULL,
    next_step_at BIGINT NOT NULL
);
CREATE INDEX absences_by_deputy ON absences (deputy_id) WHERE deputy_id IS NOT NULL;
CREATE INDEX absences_by_step ON absences (next_step_at, person_id);
