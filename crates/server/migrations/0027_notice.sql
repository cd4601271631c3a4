-- What is told to whom, over which channel, and every attempt: outside the fold. A notice is the message, with its lines as JSON; `slot`
-- keeps the one digest of a day apart. `op_notice_told` is the last time that somebody was told of a task. A delivery is the notice
-- on one channel: its id is the message id, the same at every attempt; `state` is waiting, sent, failed or shown (where no message
-- leaves). Names of applicants and free text never stand in a notice.

CREATE TABLE op_notice_prompt (
    id TEXT NOT NULL PRIMARY KEY,
    department TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    made_at BIGINT NOT NULL
);
CREATE INDEX op_notice_prompt_department ON op_notice_prompt (department, made_at);

CREATE TABLE op_notice (
    id TEXT NOT NULL PRIMARY KEY,
    officer TEXT NOT NULL,
    department TEXT NOT NULL,
    slot TEXT NOT NULL,
    topic TEXT NOT NULL,
    lines TEXT NOT NULL,
    others_count BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    seen_at BIGINT,
    removed_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX op_notice_slot ON op_notice (officer, slot);
CREATE INDEX op_notice_unseen ON op_notice (officer) WHERE seen_at IS NULL;
CREATE INDEX op_notice_department ON op_notice (department, slot);
CREATE INDEX op_notice_made ON op_notice (officer, made_at);
CREATE INDEX op_notice_removed ON op_notice (removed_at);

CREATE TABLE op_notice_told (
    department TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    task TEXT NOT NULL,
    officer TEXT NOT NULL,
    told_on TEXT NOT NULL,
    due_at BIGINT,
    PRIMARY KEY (department, subject_id, task, officer)
);
CREATE INDEX op_notice_told_on ON op_notice_told (told_on);

CREATE TABLE op_notice_delivery (
    id TEXT NOT NULL PRIMARY KEY,
    notice TEXT NOT NULL,
    officer TEXT NOT NULL,
    channel TEXT NOT NULL,
    address TEXT NOT NULL,
    title TEXT NOT NULL,
    words TEXT NOT NULL,
    state TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    code TEXT,
    ended_at BIGINT,
    lease_holder TEXT,
    lease_until_at BIGINT
);
CREATE UNIQUE INDEX op_notice_delivery_notice ON op_notice_delivery (notice, channel);
CREATE INDEX op_notice_delivery_state ON op_notice_delivery (state, due_at);
CREATE INDEX op_notice_delivery_made ON op_notice_delivery (made_at, id);
CREATE INDEX op_notice_delivery_officer ON op_notice_delivery (officer, made_at);

-- `outcome` is started, sent, shown or failed; one that stays started was cut off.
CREATE TABLE op_notice_attempt (
    delivery TEXT NOT NULL,
    number BIGINT NOT NULL,
    node TEXT NOT NULL,
    outcome TEXT NOT NULL,
    code TEXT,
    began_at BIGINT NOT NULL,
    ended_at BIGINT,
    PRIMARY KEY (delivery, number)
);

-- How somebody wants to be told; what is NULL follows from the officer's card.
CREATE TABLE op_notice_choice (
    officer TEXT NOT NULL PRIMARY KEY,
    email TEXT,
    phone TEXT,
    im TEXT,
    wanted TEXT NOT NULL,
    changed_at BIGINT NOT NULL
);
