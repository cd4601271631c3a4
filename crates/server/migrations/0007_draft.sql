-- What was typed into a form and not sent yet, for its writer alone. Without an account it waits, under the SHA-256 of a claim, for
-- whoever logs in again in the same browser.

CREATE TABLE op_draft (
    id TEXT NOT NULL PRIMARY KEY,
    account TEXT,
    claim BYTEA,
    path TEXT NOT NULL,
    title TEXT NOT NULL,
    fields TEXT NOT NULL,
    version BIGINT NOT NULL,
    page TEXT NOT NULL,
    saved_at BIGINT NOT NULL
);
CREATE INDEX op_draft_account ON op_draft (account, saved_at);
CREATE INDEX op_draft_saved ON op_draft (saved_at);
