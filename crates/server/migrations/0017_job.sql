-- Long work in the background: outside the fold. What it changes, it changes through acts. `home` is the path of the pages that laid it
-- down; `state` is laid, waiting, running, done, failed or cancelled; `attempts` counts how often it was taken up without a step forward.

CREATE TABLE op_job (
    id TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    home TEXT NOT NULL,
    request TEXT NOT NULL,
    state TEXT NOT NULL,
    total_count BIGINT NOT NULL,
    done_count BIGINT NOT NULL,
    refused_count BIGINT NOT NULL,
    code TEXT,
    file_name TEXT,
    media_type TEXT,
    created_at BIGINT NOT NULL,
    started_at BIGINT,
    ended_at BIGINT,
    seen_at BIGINT,
    cancel_asked_at BIGINT,
    removed_at BIGINT NOT NULL,
    lease_holder TEXT,
    lease_until_at BIGINT,
    attempts BIGINT NOT NULL
);
CREATE INDEX op_job_account ON op_job (account, created_at);
CREATE INDEX op_job_state ON op_job (state, created_at);
CREATE INDEX op_job_removed ON op_job (removed_at);

-- Rows of the work with what became of them; `reasons` is JSON, `link` the numbers of what a row became.
CREATE TABLE op_job_row (
    job TEXT NOT NULL,
    number BIGINT NOT NULL,
    outcome TEXT NOT NULL,
    link TEXT NOT NULL,
    reasons TEXT NOT NULL,
    PRIMARY KEY (job, number)
);
CREATE INDEX op_job_row_outcome ON op_job_row (job, outcome, number);

-- What was sent in and what was made, in pieces, so that any node can go on.
CREATE TABLE op_job_piece (
    job TEXT NOT NULL,
    part TEXT NOT NULL,
    number BIGINT NOT NULL,
    bytes BYTEA NOT NULL,
    PRIMARY KEY (job, part, number)
);
