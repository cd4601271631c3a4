-- 二(二)¶2: changes of roster, each bound to its letter.

CREATE TABLE roster_change (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    fold TEXT NOT NULL,
    number TEXT NOT NULL UNIQUE,
    letter TEXT NOT NULL UNIQUE
);
