-- The first moment of the day (UTC) on which whoever holds a role was last here; none for groups.
ALTER TABLE memberships ADD COLUMN holder_seen_on BIGINT;
UPDATE memberships SET holder_seen_on = (SELECT last_active_at - last_active_at % 86400000 FROM people WHERE people.id = memberships.person_id)
    WHERE person_id IS NOT NULL;
CREATE INDEX memberships_by_seen ON memberships (account_id, holder_seen_on, id) WHERE holder_seen_on IS NOT NULL;
CREATE INDEX memberships_by_virtual_account_seen ON memberships (virtual_account_id, holder_seen_on, id) WHERE holder_seen_on IS NOT NULL;
CREATE INDEX memberships_by_virtual_account_end ON memberships (virtual_account_id, until, id) WHERE until IS NOT NULL;

CREATE INDEX access_review_lines_by_virtual_account ON access_review_lines (review_id, virtual_account_id, state, id);
CREATE INDEX people_deactivated ON people (id) WHERE deactivated_at IS NOT NULL;
CREATE INDEX smart_accounts_by_status ON smart_accounts (status, id);

-- What people and accounts are found by throughout the installation: words in lower case, without accents, as hexadecimal
-- digits, as for roles.
CREATE TABLE person_terms (
    term TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES people (id),
    PRIMARY KEY (term, person_id)
);
CREATE INDEX person_terms_by_person ON person_terms (person_id, term);
CREATE TABLE smart_account_terms (
    term TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES smart_accounts (id),
    PRIMARY KEY (term, account_id)
);
CREATE INDEX smart_account_terms_by_account ON smart_account_terms (account_id, term);

-- The same for those who occur in a log, as who did something or whom it was done to. place is an account, or a Virtual Account
-- for the log of its administrators.
CREATE TABLE event_person_terms (
    place TEXT NOT NULL,
    term TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES people (id),
    PRIMARY KEY (place, term, person_id)
);
CREATE INDEX event_person_terms_by_person ON event_person_terms (person_id, place, term);
DROP INDEX people_by_full_name;
DROP INDEX people_by_user_id;
DROP INDEX email_addresses_by_key;

DROP INDEX membership_terms_by_membership;
CREATE INDEX membership_terms_by_membership ON membership_terms (membership_id, term);

DROP INDEX group_member_terms_by_person;
CREATE INDEX group_member_terms_by_person ON group_member_terms (person_id, group_id, term);

-- How far each index is filled from what was there before it: version is that of the program that began, cursor the last row it
-- has been through.
CREATE TABLE search_indexes (
    name TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    is_complete BOOLEAN NOT NULL,
    cursor TEXT NOT NULL
);
