-- serials, domains and offers are what a contract holds of each, as JSON; what it is looked up by stands in the tables below.
CREATE TABLE contracts (
    id TEXT NOT NULL PRIMARY KEY,
    number TEXT NOT NULL,
    bill_to TEXT,
    serials TEXT NOT NULL,
    company TEXT NOT NULL,
    parent TEXT,
    domains TEXT NOT NULL,
    offers TEXT NOT NULL,
    ends BIGINT,
    is_locked BOOLEAN NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX contracts_by_number ON contracts (number);

-- Each number that leads to a contract, in its normal form, and what it is of: a contract, whoever pays, a product.
CREATE TABLE contract_keys (
    number TEXT NOT NULL,
    kind TEXT NOT NULL,
    contract_id TEXT NOT NULL REFERENCES contracts (id),
    PRIMARY KEY (number, kind, contract_id)
);
CREATE INDEX contract_keys_by_contract ON contract_keys (contract_id);

CREATE TABLE contract_domains (
    domain TEXT NOT NULL,
    contract_id TEXT NOT NULL REFERENCES contracts (id),
    PRIMARY KEY (domain, contract_id)
);
CREATE INDEX contract_domains_by_contract ON contract_domains (contract_id);

-- What agents find contracts by: numbers, domains and the words of company names, as accounts are found.
CREATE TABLE contract_terms (
    term TEXT NOT NULL,
    contract_id TEXT NOT NULL REFERENCES contracts (id),
    PRIMARY KEY (term, contract_id)
);
CREATE INDEX contract_terms_by_contract ON contract_terms (contract_id, term);

-- The contract an event is about.
ALTER TABLE events ADD COLUMN contract_id TEXT;
CREATE INDEX events_by_contract ON events (contract_id, id) WHERE contract_id IS NOT NULL;
