-- What the preview says of how a file was read, as JSON.
ALTER TABLE uploads ADD COLUMN notes TEXT;

-- Which company the lines of a file of contracts name first for a number that several contracts may have.
CREATE TABLE upload_numbers (
    upload_id TEXT NOT NULL REFERENCES uploads (id),
    number TEXT NOT NULL,
    kind TEXT NOT NULL,
    company TEXT NOT NULL,
    line BIGINT NOT NULL,
    PRIMARY KEY (upload_id, number, kind)
);
