-- 二(四): what is written in the OA system or as a letter, notes of calls, proposals of a consultation, reserved codes.

CREATE TABLE correspondence (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    fold TEXT NOT NULL,
    number TEXT NOT NULL UNIQUE,
    channel TEXT NOT NULL,
    from_department TEXT NOT NULL,
    about TEXT,
    stage TEXT NOT NULL,
    drafted_at BIGINT NOT NULL,
    issued_at BIGINT,
    -- 发文字号, unique within the office that issued it.
    office TEXT,
    code TEXT,
    year BIGINT,
    serial BIGINT,
    -- Issued, and its document does not lie beside it yet.
    awaits_document BOOLEAN NOT NULL
);
CREATE UNIQUE INDEX correspondence_document_number ON correspondence (code, year, serial, office);
CREATE INDEX correspondence_about ON correspondence (about);
CREATE INDEX correspondence_awaits_document ON correspondence (issued_at) WHERE awaits_document;

CREATE TABLE phone_note (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    fold TEXT NOT NULL,
    number TEXT NOT NULL UNIQUE,
    about TEXT,
    state TEXT NOT NULL,
    called_at BIGINT NOT NULL
);
CREATE INDEX phone_note_about ON phone_note (about);

CREATE TABLE consultation_proposal (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    fold TEXT NOT NULL,
    number TEXT NOT NULL UNIQUE,
    about TEXT,
    proposed_at BIGINT NOT NULL
);
CREATE INDEX consultation_proposal_about ON consultation_proposal (about);

CREATE TABLE number_register (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    fold TEXT NOT NULL,
    code TEXT NOT NULL UNIQUE,
    office TEXT NOT NULL,
    channel TEXT NOT NULL,
    kind TEXT NOT NULL
);
CREATE UNIQUE INDEX number_register_office ON number_register (office, channel, kind);

-- 批示, inside of a leader's department.
CREATE TABLE remark (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    fold TEXT NOT NULL,
    item TEXT NOT NULL,
    department TEXT NOT NULL
);
CREATE INDEX remark_item ON remark (item);
