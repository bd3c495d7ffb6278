-- takes_back: takes a change of somebody's address back, and so lasts although their password or address is changed again.
ALTER TABLE single_use_links ADD COLUMN takes_back BOOLEAN NOT NULL DEFAULT FALSE;
