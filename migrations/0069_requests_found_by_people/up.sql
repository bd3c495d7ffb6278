-- The requests of an account are found by who occurs in its log, who are found by their organisation as well from now on: that index is
-- filled anew. Rows of a request's own stay for what is asked for in a queue.
DELETE FROM access_request_terms WHERE request_id IN (SELECT id FROM access_requests WHERE queue IS NULL);
ALTER TABLE access_request_terms RENAME COLUMN account_id TO queue;
DELETE FROM event_person_terms;
DELETE FROM search_indexes WHERE name IN ('access_request_terms', 'event_person_terms');
