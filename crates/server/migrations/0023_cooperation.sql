-- 二(三)¶4: requests for cooperation.

CREATE TABLE cooperation_request (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    fold TEXT NOT NULL,
    number TEXT NOT NULL UNIQUE,
    -- The first of those that were issued together.
    joint TEXT NOT NULL,
    from_department TEXT NOT NULL,
    to_department TEXT NOT NULL,
    item_code TEXT,
    -- The transmittal from which it was asked.
    about TEXT,
    state TEXT NOT NULL,
    opinion TEXT,
    issued_at BIGINT NOT NULL,
    reply_due BIGINT NOT NULL,
    -- When time has something to write down next.
    lapse_at BIGINT,
    statutory_due_on TEXT,
    -- From the content.
    subject TEXT,
    case_number TEXT,
    regulatory_matter TEXT,
    certificate_number TEXT
);
CREATE INDEX cooperation_request_joint ON cooperation_request (joint);
CREATE INDEX cooperation_request_from ON cooperation_request (from_department, id);
CREATE INDEX cooperation_request_to ON cooperation_request (to_department, id);
CREATE INDEX cooperation_request_about ON cooperation_request (about);
CREATE INDEX cooperation_request_case_number ON cooperation_request (case_number);
CREATE INDEX cooperation_request_lapse_at ON cooperation_request (lapse_at);
