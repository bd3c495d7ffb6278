-- Up to which message those who look after a case, and whoever opened it, were last written to of it, and when.
CREATE TABLE support_case_letters (
    case_id TEXT NOT NULL REFERENCES support_cases (id),
    side TEXT NOT NULL,
    through TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (case_id, side)
);
