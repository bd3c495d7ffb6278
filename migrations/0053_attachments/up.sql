-- Files attached to what is said in a case. Their bytes are kept in pieces, so that nobody's download is held in memory whole. BYTEA is
-- PostgreSQL's; SQLite keeps bytes as they are whatever a column is called.
CREATE TABLE support_case_attachments (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES support_cases (id),
    message_id TEXT NOT NULL REFERENCES support_case_messages (id),
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    size BIGINT NOT NULL,
    digest TEXT NOT NULL
);
CREATE INDEX support_case_attachments_by_case ON support_case_attachments (case_id, id);

CREATE TABLE support_case_attachment_pieces (
    attachment_id TEXT NOT NULL REFERENCES support_case_attachments (id),
    number BIGINT NOT NULL,
    bytes BYTEA NOT NULL,
    PRIMARY KEY (attachment_id, number)
);
