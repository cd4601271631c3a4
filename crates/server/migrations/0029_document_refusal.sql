-- Why the document of what was issued could not be made, and when it is tried again. The row goes with the document.

CREATE TABLE op_document_refusal (
    correspondence TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL,
    -- What its words need, as JSON.
    arguments TEXT NOT NULL,
    next_at BIGINT NOT NULL
);
