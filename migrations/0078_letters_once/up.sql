-- A letter waits as its parts, as JSON, and is written out as text and HTML when it is sent. What waits already becomes one part.
ALTER TABLE outbox ADD COLUMN letter TEXT NOT NULL DEFAULT '';
UPDATE outbox SET letter = '[{"paragraph":"' || replace(replace(replace(replace(text_body, '\', '\\'), '"', '\"'), '
', '\n'), '	', '\t') || '"}]' WHERE text_body <> '';
ALTER TABLE outbox DROP COLUMN text_body;
ALTER TABLE outbox DROP COLUMN html_body;
