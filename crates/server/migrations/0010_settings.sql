-- How somebody wants the keys, and what people say about the platform; outside the fold.

ALTER TABLE op_account ADD COLUMN single_keys TEXT;

CREATE TABLE op_feedback (
    id TEXT NOT NULL PRIMARY KEY,
    department TEXT NOT NULL,
    officer TEXT,
    words TEXT NOT NULL,
    given_at BIGINT NOT NULL
);
CREATE INDEX op_feedback_given ON op_feedback (given_at, id);
