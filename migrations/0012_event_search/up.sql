-- One index for each thing an account's log is searched by; each also gives the log's order, so that a page is read and no more.
CREATE INDEX events_by_name ON events (account_id, name, id);
CREATE INDEX events_by_actor ON events (account_id, actor, id);
CREATE INDEX events_by_account_person ON events (account_id, person_id, id);

-- People by how their names begin. "BINARY" is byte order: SQLite has it, and for PostgreSQL it is made before the migrations.
CREATE INDEX people_by_full_name ON people (lower(full_name) COLLATE "BINARY");
CREATE INDEX people_by_user_id ON people (user_id COLLATE "BINARY");
CREATE INDEX email_addresses_by_key ON email_addresses (key COLLATE "BINARY");
