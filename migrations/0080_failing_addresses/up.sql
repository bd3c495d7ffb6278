-- Whether mail to an address does not arrive: since when, how that is known (refused by the mail server, or returned later), and what was
-- said.
ALTER TABLE email_addresses ADD COLUMN failing_since BIGINT;
ALTER TABLE email_addresses ADD COLUMN failing_by TEXT;
ALTER TABLE email_addresses ADD COLUMN failing_said TEXT;
