-- 系统: announced maintenance; and when each key last called and what it last fetched of the feed.

CREATE TABLE op_downtime (
    id TEXT NOT NULL PRIMARY KEY,
    from_at BIGINT NOT NULL,
    to_at BIGINT NOT NULL,
    words TEXT NOT NULL,
    officer TEXT,
    announced_at BIGINT NOT NULL,
    withdrawn_at BIGINT
);
CREATE INDEX op_downtime_to_at ON op_downtime (to_at);

CREATE TABLE op_key_use (
    key TEXT NOT NULL PRIMARY KEY,
    seen_at BIGINT NOT NULL,
    fed_at BIGINT,
    fed_sequence BIGINT,
    refused_at BIGINT,
    refused_code TEXT
);

-- What administrators changed, newest first, without reading through the traffic.
CREATE INDEX ledger_entry_directory ON ledger_entry (jurisdiction, sequence) WHERE subject_kind IN (
    'department', 'officer', 'designation', 'approval_item', 'handover_agreement', 'amendment', 'outage'
);
