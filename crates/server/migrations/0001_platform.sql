-- The ledger, the content beside it, and what every section needs. Tables outside the fold begin with op_.

CREATE TABLE ledger_head (
    jurisdiction TEXT NOT NULL PRIMARY KEY,
    sequence BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    recorded_at BIGINT NOT NULL,
    directory_sequence BIGINT NOT NULL
);

CREATE TABLE ledger_entry (
    jurisdiction TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    bytes BYTEA NOT NULL,
    PRIMARY KEY (jurisdiction, sequence)
);
CREATE INDEX ledger_entry_subject ON ledger_entry (subject_id, sequence);

-- The entry at `sequence` names the digest. Erasing takes salt and body; the entry stays.
CREATE TABLE content (
    digest TEXT NOT NULL PRIMARY KEY,
    sequence BIGINT NOT NULL,
    salt BYTEA NOT NULL,
    body TEXT NOT NULL
);

-- Who may know of a subject.
CREATE TABLE reader (
    department TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    PRIMARY KEY (department, subject_kind, subject_id)
);

-- The entries that a department may know of, in ledger order.
CREATE TABLE feed (
    department TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    PRIMARY KEY (department, sequence)
);

-- What somebody must do (list todo), what others owe (list sent), what there is to read (list read). It counts from
-- from_at until before until_at, so that time alone moves it. Subjects of every section come together here.
CREATE TABLE task (
    department TEXT NOT NULL,
    list TEXT NOT NULL,
    task TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    from_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    section TEXT,
    officer TEXT,
    PRIMARY KEY (department, list, due_at, subject_id, task)
);
CREATE INDEX task_subject ON task (subject_id);

CREATE TABLE op_counter (
    name TEXT NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
);

CREATE TABLE op_setting (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE op_idempotency (
    client TEXT NOT NULL,
    key TEXT NOT NULL,
    request BYTEA NOT NULL,
    status BIGINT NOT NULL,
    answer BYTEA NOT NULL,
    recorded_at BIGINT NOT NULL,
    PRIMARY KEY (client, key)
);

-- only sqlite
CREATE TRIGGER ledger_entry_is_never_updated BEFORE UPDATE ON ledger_entry
BEGIN SELECT RAISE(ABORT, 'the ledger is never updated'); END;
CREATE TRIGGER ledger_entry_is_never_deleted BEFORE DELETE ON ledger_entry
BEGIN SELECT RAISE(ABORT, 'the ledger is never deleted from'); END;
-- end
-- only postgres
CREATE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$;
CREATE TRIGGER ledger_entry_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry
FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
-- end
