-- takes_back: the address, in the one form it is known by, that a link puts back which takes a change of it back. Such a link lasts although the
-- password or the address is changed again.
ALTER TABLE single_use_links ADD COLUMN takes_back TEXT;
CREATE INDEX single_use_links_by_address ON single_use_links (takes_back) WHERE takes_back IS NOT NULL;
