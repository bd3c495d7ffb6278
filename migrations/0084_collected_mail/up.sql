-- What is kept for one person comes with the daily mail, or, beyond what they get in an hour, sooner: each letter has its moment, and the row
-- in digests the first of them. By person and id the outbox says how many went before.
ALTER TABLE digest_letters ADD COLUMN due_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE digest_letters ADD COLUMN is_daily BOOLEAN NOT NULL DEFAULT TRUE;
UPDATE digest_letters SET due_at = (SELECT d.due_at FROM digests d WHERE d.person_id = digest_letters.person_id)
    WHERE EXISTS (SELECT 1 FROM digests d WHERE d.person_id = digest_letters.person_id);
