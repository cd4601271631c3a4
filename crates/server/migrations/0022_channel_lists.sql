-- 二(四): what a department sent stands on 已发, and a remark has a number by which it is called.

CREATE INDEX correspondence_from ON correspondence (from_department, stage, id);

ALTER TABLE phone_note ADD COLUMN from_department TEXT NOT NULL DEFAULT '';
CREATE INDEX phone_note_from ON phone_note (from_department, id);

ALTER TABLE consultation_proposal ADD COLUMN from_department TEXT NOT NULL DEFAULT '';

ALTER TABLE remark ADD COLUMN number TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX remark_number ON remark (number);
