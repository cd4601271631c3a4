-- 代理 (A14): leaves and who stands in. Every act asks for them, so they are kept in the directory.

CREATE TABLE substitution (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    fold TEXT NOT NULL,
    number TEXT NOT NULL UNIQUE
);
