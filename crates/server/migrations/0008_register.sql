-- 台账: what its filters and its order look things up by, the views that people keep, and who read or exported what.

-- The due instant of the receipt, running or not; receipt_due is there only while it runs.
ALTER TABLE transmittal ADD COLUMN window_due BIGINT;
-- only sqlite
UPDATE transmittal SET window_due = fold ->> '$.receipt.due';
-- end
-- only postgres
UPDATE transmittal SET window_due = CAST(CAST(fold AS json) #>> '{receipt,due}' AS BIGINT);
-- end
CREATE INDEX transmittal_from ON transmittal (from_department, id);
CREATE INDEX transmittal_to ON transmittal (to_department, id);
CREATE INDEX transmittal_kind ON transmittal (kind, id);
CREATE INDEX transmittal_item ON transmittal (item_code, id);
-- What has no such instant stands at 0, so that both databases put it in the same place.
CREATE INDEX transmittal_due_order ON transmittal (COALESCE(window_due, 0), id);
CREATE INDEX transmittal_received_order ON transmittal (COALESCE(received_at, 0), id);

CREATE TABLE op_saved_view (
    id TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    is_default BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX op_saved_view_name ON op_saved_view (account, name);

-- One row for each export, and for each item that an oversight officer opened.
CREATE TABLE op_read_record (
    id TEXT NOT NULL PRIMARY KEY,
    read_at BIGINT NOT NULL,
    department TEXT NOT NULL,
    officer TEXT,
    act TEXT NOT NULL,
    target TEXT NOT NULL,
    filters TEXT NOT NULL,
    row_count BIGINT NOT NULL
);
CREATE INDEX op_read_record_department ON op_read_record (department, id);
