-- 本单位情况: the day of a push and what became of it in one number each, so that a month is counted from the index alone.
-- The bits of `standing` are those of exchange/standing.rs.

ALTER TABLE transmittal ADD COLUMN pushed_on BIGINT NOT NULL DEFAULT 0;
ALTER TABLE transmittal ADD COLUMN standing BIGINT NOT NULL DEFAULT 0;
ALTER TABLE transmittal ADD COLUMN reply_due BIGINT;

-- Days since 1970 in the city, whose clocks are eight hours ahead.
UPDATE transmittal SET pushed_on = (pushed_at + 28800000000) / 86400000000;
UPDATE transmittal SET standing = CASE state WHEN 'in_transit' THEN 0 WHEN 'acknowledged' THEN 1 WHEN 'deemed_received' THEN 2 WHEN 'returned' THEN 3 ELSE 4 END
    + CASE reply_state WHEN 'owed' THEN 128 WHEN 'replied' THEN 256 ELSE 0 END;
-- only sqlite
UPDATE transmittal SET standing = standing
    + CASE WHEN json_extract(fold, '$.receipt') IS NOT NULL THEN 8 ELSE 0 END
    + CASE WHEN json_extract(fold, '$.late') THEN 16 ELSE 0 END
    + CASE WHEN json_extract(fold, '$.facts.confirmed_at') IS NOT NULL THEN 32 ELSE 0 END
    + CASE WHEN json_extract(fold, '$.facts.returned_at') IS NOT NULL THEN 64 ELSE 0 END,
    reply_due = json_extract(fold, '$.reply.target_due');
-- end
-- only postgres
UPDATE transmittal SET standing = standing
    + CASE WHEN fold::json ->> 'receipt' IS NOT NULL THEN 8 ELSE 0 END
    + CASE WHEN (fold::json ->> 'late')::boolean THEN 16 ELSE 0 END
    + CASE WHEN fold::json -> 'facts' ->> 'confirmed_at' IS NOT NULL THEN 32 ELSE 0 END
    + CASE WHEN fold::json -> 'facts' ->> 'returned_at' IS NOT NULL THEN 64 ELSE 0 END,
    reply_due = (fold::json -> 'reply' ->> 'target_due')::bigint;
-- end

CREATE INDEX transmittal_sent ON transmittal (from_department, pushed_on, standing);
CREATE INDEX transmittal_received ON transmittal (to_department, pushed_on, standing);
CREATE INDEX transmittal_reply_due ON transmittal (reply_due) WHERE reply_state = 'owed';
