-- 台账: words to look for, written by the indexer behind the ledger. A long text stands in several rows.

-- only sqlite
CREATE VIRTUAL TABLE op_search USING fts5 (
    subject_id UNINDEXED, grams, tokenize = 'ascii', content = '', contentless_delete = 1, contentless_unindexed = 1
);
-- end
-- only postgres
CREATE TABLE op_search (subject_id TEXT NOT NULL, grams TSVECTOR NOT NULL);
CREATE INDEX op_search_subject_id ON op_search (subject_id);
CREATE INDEX op_search_grams ON op_search USING GIN (grams);
-- end
CREATE INDEX transmittal_party_credit_code ON transmittal (party_credit_code);
