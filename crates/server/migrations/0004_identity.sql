-- Accounts, sessions, keys of department systems: secrets, outside the fold. Of every token only the SHA-256 is kept.

CREATE TABLE op_account (
    id TEXT NOT NULL PRIMARY KEY,
    username TEXT NOT NULL UNIQUE,
    officer TEXT NOT NULL,
    password TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    disabled_at BIGINT,
    language TEXT,
    text_size TEXT,
    theme TEXT
);
CREATE INDEX op_account_officer ON op_account (officer);

CREATE TABLE op_session (
    id TEXT NOT NULL PRIMARY KEY,
    token BYTEA NOT NULL UNIQUE,
    account TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    ended_at BIGINT,
    address TEXT NOT NULL,
    user_agent TEXT NOT NULL
);
CREATE INDEX op_session_account ON op_session (account, created_at);

CREATE TABLE op_api_key (
    id TEXT NOT NULL PRIMARY KEY,
    secret BYTEA NOT NULL UNIQUE,
    department TEXT NOT NULL,
    name TEXT NOT NULL,
    flags TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    revoked_at BIGINT
);
CREATE INDEX op_api_key_department ON op_api_key (department, created_at);

-- Failures within the window; `username` is its SHA-256, for people type passwords into the wrong field.
CREATE TABLE op_login_attempt (
    id TEXT NOT NULL PRIMARY KEY,
    username TEXT NOT NULL,
    tried_at BIGINT NOT NULL
);
CREATE INDEX op_login_attempt_username ON op_login_attempt (username, tried_at);

-- What the readiness probe writes.
CREATE TABLE op_probe (
    name TEXT NOT NULL PRIMARY KEY,
    probed_at BIGINT NOT NULL
);
