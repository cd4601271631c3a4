-- Lists and badges. 待办, 已发 and the badges count a department's tasks on every page: from task_count alone.

CREATE INDEX task_count ON task (department, list, task, due_at, from_at, until_at, officer);
CREATE INDEX transmittal_state ON transmittal (state, id);

-- only sqlite
-- Without figures SQLite takes every index for one that leads to some ten rows, and reads a hundred thousand of one kind to find
-- one permit. These are the figures of a city with a million transmittals: rows, and rows that share the first columns. They are
-- written down, not gathered, so that every installation reads in the same way from its first day on. A new index on one of these
-- tables brings its line. PostgreSQL gathers its own.
ANALYZE ledger_head;
DELETE FROM sqlite_stat1;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('transmittal', 'sqlite_autoindex_transmittal_1', '1000000 1'),
    ('transmittal', 'sqlite_autoindex_transmittal_2', '1000000 1'),
    ('transmittal', 'transmittal_in_reply_to', '1000000 10'),
    ('transmittal', 'transmittal_receipt_due', '20000 400'),
    ('transmittal', 'transmittal_certificate_number', '1000000 3'),
    ('transmittal', 'transmittal_document_number', '1000000 2'),
    ('transmittal', 'transmittal_case_number', '1000000 2'),
    ('transmittal', 'transmittal_party_credit_code', '1000000 5'),
    ('transmittal', 'transmittal_from', '1000000 30000 1'),
    ('transmittal', 'transmittal_to', '1000000 30000 1'),
    ('transmittal', 'transmittal_kind', '1000000 70000 1'),
    ('transmittal', 'transmittal_item', '1000000 5000 1'),
    ('transmittal', 'transmittal_state', '1000000 200000 1'),
    ('transmittal', 'transmittal_due_order', '1000000 3000 1'),
    ('transmittal', 'transmittal_received_order', '1000000 10 1'),
    ('transmittal', 'transmittal_sent', '1000000 30000 100 10'),
    ('transmittal', 'transmittal_received', '1000000 30000 100 10'),
    ('transmittal', 'transmittal_reply_due', '20000 2'),
    ('reader', 'sqlite_autoindex_reader_1', '2000000 60000 40000 1'),
    ('task', 'sqlite_autoindex_task_1', '500000 15000 3000 10 1 1'),
    ('task', 'task_subject', '500000 3'),
    ('task', 'task_count', '500000 15000 3000 2000 10 10 10 10'),
    ('feed', 'sqlite_autoindex_feed_1', '6000000 200000 1'),
    ('ledger_entry', 'sqlite_autoindex_ledger_entry_1', '3000000 3000000 1'),
    ('ledger_entry', 'ledger_entry_subject', '3000000 3 1'),
    ('ledger_entry', 'ledger_entry_directory', '20000 20000 1'),
    ('content', 'sqlite_autoindex_content_1', '1000000 1');
ANALYZE sqlite_schema;
-- end
