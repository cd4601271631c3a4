-- 二(三)¶1–3: what was sent, to whom, when, and what became of it.

CREATE TABLE transmittal (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    fold TEXT NOT NULL,
    number TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    from_department TEXT NOT NULL,
    to_department TEXT NOT NULL,
    item_code TEXT,
    outcome TEXT,
    state TEXT NOT NULL,
    reply_state TEXT NOT NULL,
    pushed_at BIGINT NOT NULL,
    receipt_due BIGINT,
    received_at BIGINT,
    in_reply_to TEXT,
    superseded_by TEXT,
    awaits_change TEXT,
    -- From the content.
    subject TEXT,
    party_name TEXT,
    party_credit_code TEXT,
    case_number TEXT,
    document_number TEXT,
    certificate_number TEXT
);
CREATE INDEX transmittal_in_reply_to ON transmittal (in_reply_to);
CREATE INDEX transmittal_receipt_due ON transmittal (receipt_due) WHERE state = 'in_transit';
CREATE INDEX transmittal_certificate_number ON transmittal (certificate_number);
CREATE INDEX transmittal_document_number ON transmittal (document_number);
CREATE INDEX transmittal_case_number ON transmittal (case_number);

CREATE TABLE outage (id TEXT NOT NULL PRIMARY KEY, version BIGINT NOT NULL, fold TEXT NOT NULL, from_at BIGINT NOT NULL, to_at BIGINT NOT NULL);

CREATE TABLE legacy_permit (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    fold TEXT NOT NULL,
    case_number TEXT,
    document_number TEXT,
    certificate_number TEXT
);
CREATE INDEX legacy_permit_certificate_number ON legacy_permit (certificate_number);
CREATE INDEX legacy_permit_document_number ON legacy_permit (document_number);
CREATE INDEX legacy_permit_case_number ON legacy_permit (case_number);
