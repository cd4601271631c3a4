-- 台账: what its pages would otherwise look for again and again.

-- Holds all that a list of one kind in one state asks for.
DROP INDEX transmittal_state;
CREATE INDEX transmittal_state ON transmittal (state, id, kind);

-- Whether a name is that of a natural person, which only its own departments read in full.
ALTER TABLE transmittal ADD COLUMN party_kind TEXT;
-- only sqlite
UPDATE transmittal SET party_kind = (
    SELECT COALESCE(json_extract(c.body, '$.approval.applicant_kind'), json_extract(c.body, '$.penalty.party_kind'))
    FROM content c WHERE c.digest = json_extract(transmittal.fold, '$.content')
);
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('transmittal', 'transmittal_state', '1000000 200000 1 1');
ANALYZE sqlite_schema;
-- end

-- only postgres
UPDATE transmittal SET party_kind = (
    SELECT COALESCE(
        CAST(c.body AS json) #>> '{approval,applicant_kind}', CAST(c.body AS json) #>> '{penalty,party_kind}'
    )
    FROM content c WHERE c.digest = CAST(transmittal.fold AS json) #>> '{content}'
);
-- What waits to be sorted into the index is read from end to end by every search: little may wait, for the indexer has time.
ALTER INDEX op_search_grams SET (gin_pending_list_limit = 64);
-- The rows say of which days they are. The indexer writes them again from the beginning.
DELETE FROM op_search;
DELETE FROM op_setting WHERE name LIKE 'search_indexed_sequence:%';
-- end
