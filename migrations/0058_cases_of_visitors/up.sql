-- A case may be opened by somebody who is not logged in, and is known by a confirmed address alone: then nobody opened it and nobody is the
-- author of what they write in it, and what they call themselves stands beside the address.
DROP INDEX support_cases_by_opener;
ALTER TABLE support_cases ADD COLUMN opener_id TEXT REFERENCES people (id);
UPDATE support_cases SET opener_id = opened_by;
ALTER TABLE support_cases DROP COLUMN opened_by;
ALTER TABLE support_cases RENAME COLUMN opener_id TO opened_by;
ALTER TABLE support_cases ADD COLUMN visitor_name TEXT;
ALTER TABLE support_cases ADD COLUMN visitor_email TEXT;
ALTER TABLE support_cases ADD COLUMN visitor_language TEXT;
CREATE INDEX support_cases_by_opener ON support_cases (opened_by, id);

ALTER TABLE support_case_messages ADD COLUMN writer_id TEXT REFERENCES people (id);
UPDATE support_case_messages SET writer_id = author_id;
ALTER TABLE support_case_messages DROP COLUMN author_id;
ALTER TABLE support_case_messages RENAME COLUMN writer_id TO author_id;

-- The case that a link leads to, so that its links go when it is closed.
ALTER TABLE single_use_links ADD COLUMN case_id TEXT;
CREATE INDEX single_use_links_by_case ON single_use_links (case_id) WHERE case_id IS NOT NULL;
