CREATE TABLE support_cases (
    id TEXT NOT NULL PRIMARY KEY,
    request_id TEXT NOT NULL REFERENCES access_requests (id),
    opened_by TEXT NOT NULL REFERENCES people (id),
    status TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX support_cases_one_open ON support_cases (request_id) WHERE status <> 'closed';
CREATE INDEX support_cases_by_request ON support_cases (request_id, id);
CREATE INDEX support_cases_by_status ON support_cases (status, id);

CREATE TABLE support_case_messages (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES support_cases (id),
    author_id TEXT NOT NULL REFERENCES people (id),
    words TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX support_case_messages_by_case ON support_case_messages (case_id, id);
