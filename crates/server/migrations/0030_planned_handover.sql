-- 二(二)¶2: a change of roster that holds from a later day on has its handover lists made on that day.

ALTER TABLE roster_change ADD COLUMN hands_over_at BIGINT;

CREATE INDEX roster_change_hands_over ON roster_change (hands_over_at);
