-- A case has a number (ten digits, the last two a check: ISO/IEC 7064, MOD 97-10), a subject, perhaps a request, a priority, an agent and a clock.
-- place: what a list of cases of one status is sorted by: when something is due, or since when it stands so. Cases of before are
-- counted from the first; their clocks run by what was usual.
CREATE TABLE support_cases_numbered (
    id TEXT NOT NULL PRIMARY KEY,
    number TEXT NOT NULL,
    subject TEXT NOT NULL,
    request_id TEXT REFERENCES access_requests (id),
    earlier_id TEXT,
    opened_by TEXT NOT NULL REFERENCES people (id),
    status TEXT NOT NULL,
    status_by TEXT REFERENCES people (id),
    status_at BIGINT NOT NULL,
    solved_at BIGINT,
    priority TEXT NOT NULL,
    assignee_id TEXT REFERENCES people (id),
    clock_started_at BIGINT NOT NULL,
    first_answer_ms BIGINT NOT NULL,
    resolution_ms BIGINT NOT NULL,
    paused_ms BIGINT NOT NULL,
    first_answered_at BIGINT,
    opened_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    place BIGINT NOT NULL,
    next_step_at BIGINT
);
INSERT INTO support_cases_numbered
SELECT c.id, CAST(c.counted * 100 + 98 - (c.counted * 100) % 97 AS TEXT), '', c.request_id, NULL, c.opened_by, c.status, NULL, c.changed_at, NULL,
    'normal', NULL, c.opened_at, 28800000, 432000000, 0, c.answered_at, c.opened_at, c.changed_at,
    CASE WHEN c.status <> 'open' THEN c.changed_at WHEN c.answered_at IS NULL THEN c.opened_at + 28800000 ELSE c.opened_at + 432000000 END,
    NULL
FROM (
    SELECT s.*, 10000000 + ROW_NUMBER() OVER (ORDER BY s.id) AS counted,
        (SELECT MIN(m.at) FROM support_case_messages m WHERE m.case_id = s.id AND m.author_id <> s.opened_by) AS answered_at
    FROM support_cases s
) c;

CREATE TABLE support_case_messages_of_kinds (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES support_cases_numbered (id),
    author_id TEXT NOT NULL REFERENCES people (id),
    kind TEXT NOT NULL,
    words TEXT NOT NULL,
    at BIGINT NOT NULL
);
INSERT INTO support_case_messages_of_kinds SELECT id, case_id, author_id, 'said', words, at FROM support_case_messages;

CREATE TABLE support_case_letters_of_sides (
    case_id TEXT NOT NULL REFERENCES support_cases_numbered (id),
    side TEXT NOT NULL,
    through TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (case_id, side)
);
INSERT INTO support_case_letters_of_sides SELECT case_id, side, through, at FROM support_case_letters;

DROP TABLE support_case_letters;
DROP TABLE support_case_messages;
DROP TABLE support_cases;
ALTER TABLE support_cases_numbered RENAME TO support_cases;
ALTER TABLE support_case_messages_of_kinds RENAME TO support_case_messages;
ALTER TABLE support_case_letters_of_sides RENAME TO support_case_letters;

CREATE UNIQUE INDEX support_cases_by_number ON support_cases (number);
CREATE UNIQUE INDEX support_cases_one_open ON support_cases (request_id) WHERE status IN ('open', 'answered');
CREATE INDEX support_cases_by_request ON support_cases (request_id, id);
CREATE INDEX support_cases_by_opener ON support_cases (opened_by, id);
CREATE INDEX support_cases_by_place ON support_cases (status, place, id);
CREATE INDEX support_cases_by_priority ON support_cases (status, priority, place, id);
CREATE INDEX support_cases_by_assignee ON support_cases (assignee_id, status, place, id);
CREATE INDEX support_cases_by_assignee_and_priority ON support_cases (assignee_id, status, priority, place, id);
CREATE INDEX support_cases_by_next_step ON support_cases (next_step_at) WHERE next_step_at IS NOT NULL;
CREATE INDEX support_case_messages_by_case ON support_case_messages (case_id, id);

-- What a case is found by: its number, the words of its subject, and what its opener is called.
CREATE TABLE support_case_terms (
    term TEXT NOT NULL,
    case_id TEXT NOT NULL REFERENCES support_cases (id),
    PRIMARY KEY (term, case_id)
);
CREATE INDEX support_case_terms_by_case ON support_case_terms (case_id, term);
