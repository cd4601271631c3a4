-- 台账: what a department may know of by its kind and its state, and the index of words anew.

ALTER TABLE reader ADD COLUMN kind TEXT NOT NULL DEFAULT '';
ALTER TABLE reader ADD COLUMN state TEXT NOT NULL DEFAULT '';
UPDATE reader SET kind = t.kind, state = t.state FROM transmittal t
WHERE reader.subject_kind = 'transmittal' AND t.id = reader.subject_id;
-- Each holds all that its walk asks for, so that no row is fetched for what is left out.
CREATE INDEX reader_state ON reader (department, state, subject_id, kind) WHERE subject_kind = 'transmittal';
CREATE INDEX reader_kind ON reader (department, kind, subject_id, state) WHERE subject_kind = 'transmittal';

-- The rows of the index have the number of the entry that gave life to their subject, so that the newest come first by themselves;
-- on SQLite one row a subject. The indexer writes it again from the beginning.
-- only sqlite
INSERT INTO op_search (op_search) VALUES ('delete-all');
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('reader', 'reader_state', '2000000 60000 15000 1 1'),
    ('reader', 'reader_kind', '2000000 60000 5000 1 1');
ANALYZE sqlite_schema;
-- end
-- only postgres
DELETE FROM op_search;
-- end
DELETE FROM op_setting WHERE name LIKE 'search_indexed_sequence:%';
