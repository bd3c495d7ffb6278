-- A file of many lines: it arrives, is checked, waits, is applied. "done" is the last line that the worker is through with,
-- "done_lines" how many those are; the counts are of the step it is at.
CREATE TABLE uploads (
    id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES smart_accounts (id),
    uploaded_by TEXT NOT NULL REFERENCES people (id),
    applied_by TEXT REFERENCES people (id),
    file_name TEXT NOT NULL,
    uploaded_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    fault TEXT,
    lines BIGINT NOT NULL,
    done BIGINT NOT NULL,
    done_lines BIGINT NOT NULL,
    new_lines BIGINT NOT NULL,
    known_lines BIGINT NOT NULL,
    invited_lines BIGINT NOT NULL,
    faulty_lines BIGINT NOT NULL,
    sweep_from BIGINT NOT NULL,
    swept_at BIGINT
);
CREATE INDEX uploads_by_account ON uploads (account_id, id);
CREATE INDEX uploads_by_person ON uploads (account_id, uploaded_by, id);
CREATE INDEX uploads_by_state ON uploads (state, changed_at, id);
CREATE INDEX uploads_to_sweep ON uploads (sweep_from) WHERE swept_at IS NULL;

CREATE TABLE upload_lines (
    upload_id TEXT NOT NULL REFERENCES uploads (id),
    line BIGINT NOT NULL,
    cells TEXT NOT NULL,
    outcome TEXT NOT NULL,
    faults TEXT NOT NULL,
    print TEXT,
    PRIMARY KEY (upload_id, line)
);
CREATE INDEX upload_lines_by_outcome ON upload_lines (upload_id, outcome, line);
CREATE INDEX upload_lines_by_print ON upload_lines (upload_id, print, line) WHERE print IS NOT NULL;
