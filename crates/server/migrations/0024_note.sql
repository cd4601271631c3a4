-- 二(三)¶2 「业务交流」: notes on an item, without a clock. 二(二)¶3: opinions collected inside a department.

CREATE TABLE note (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    fold TEXT NOT NULL,
    about TEXT NOT NULL,
    from_department TEXT NOT NULL,
    to_department TEXT NOT NULL,
    asked_at BIGINT NOT NULL
);
CREATE INDEX note_about ON note (about);

CREATE TABLE countersign (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    fold TEXT NOT NULL,
    about TEXT NOT NULL,
    department TEXT NOT NULL,
    is_open BOOLEAN NOT NULL,
    asked_at BIGINT NOT NULL
);
CREATE INDEX countersign_about ON countersign (about);
