-- What pages count all day. 待办 is counted under every filter at once from task_count alone, so it says who sent what; and the figures
-- of a day are kept, not counted anew: `tally` follows from the transmittals, one row for each way in which any of that day stands.

ALTER TABLE task ADD COLUMN sender TEXT NOT NULL DEFAULT '';
UPDATE task SET sender = (SELECT t.from_department FROM transmittal t WHERE t.id = task.subject_id)
WHERE subject_kind = 'transmittal';
DROP INDEX task_count;
CREATE INDEX task_count ON task (department, list, task, due_at, from_at, until_at, officer, sender);

-- When the reply was given, for the times of replies.
ALTER TABLE transmittal ADD COLUMN replied_at BIGINT;
-- only sqlite
UPDATE transmittal SET replied_at = json_extract(fold, '$.reply.at') WHERE reply_state = 'replied';
-- end
-- only postgres
UPDATE transmittal SET replied_at = CAST(CAST(fold AS json) #>> '{reply,at}' AS BIGINT) WHERE reply_state = 'replied';
-- end
DROP INDEX transmittal_received;
CREATE INDEX transmittal_received ON transmittal (to_department, pushed_on, standing, replied_at);

-- `direction` is sent or received, as seen from `department`; no row counts nothing.
CREATE TABLE tally (
    department TEXT NOT NULL,
    direction TEXT NOT NULL,
    pushed_on BIGINT NOT NULL,
    standing BIGINT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (department, direction, pushed_on, standing)
);
INSERT INTO tally (department, direction, pushed_on, standing, count)
SELECT from_department, 'sent', pushed_on, standing, COUNT(*) FROM transmittal GROUP BY from_department, pushed_on, standing;
INSERT INTO tally (department, direction, pushed_on, standing, count)
SELECT to_department, 'received', pushed_on, standing, COUNT(*) FROM transmittal GROUP BY to_department, pushed_on, standing;
-- only sqlite
-- As in 0011_lists.sql: the figures of a city with a million transmittals.
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('task', 'task_count', '500000 15000 3000 2000 10 10 10 10 10'),
    ('transmittal', 'transmittal_received', '1000000 30000 100 10 10'),
    ('tally', 'sqlite_autoindex_tally_1', '300000 9000 4500 20 1');
ANALYZE sqlite_schema;
-- end
