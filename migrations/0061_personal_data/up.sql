-- What somebody did, wrote or was sent, for them to take away.
CREATE INDEX events_by_deed ON events (actor, id);
CREATE INDEX access_request_comments_by_author ON access_request_comments (author_id, id);
CREATE INDEX access_request_readers_by_person ON access_request_readers (person_id, request_id);
CREATE INDEX access_review_lines_by_person ON access_review_lines (person_id, id) WHERE person_id IS NOT NULL;
CREATE INDEX invitations_by_address ON invitations (email_key, id);
CREATE INDEX outbox_by_person ON outbox (person_id, id) WHERE person_id IS NOT NULL;
CREATE INDEX support_case_messages_by_author ON support_case_messages (author_id, id);
CREATE INDEX uploads_by_uploader ON uploads (uploaded_by, id);
CREATE INDEX support_cases_by_visitor ON support_cases (visitor_email, id) WHERE visitor_email IS NOT NULL;
