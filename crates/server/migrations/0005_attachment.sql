-- 二(三)¶3: files that go with a push. The bytes lie in the folder of attachments under their SHA-256.

CREATE TABLE attachment (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    fold TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size BIGINT NOT NULL,
    media_type TEXT NOT NULL,
    -- From the content.
    name TEXT
);
CREATE INDEX attachment_sha256 ON attachment (sha256);
