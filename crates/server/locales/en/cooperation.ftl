# Requests for cooperation: 二(三)¶4.
state-awaiting-reply = awaiting reply
state-overdue = overdue
state-no-objection-deemed = deemed no objection
state-not-ours = not ours, to be decided
state-replied = replied
state-redirected = redirected
state-withdrawn = withdrawn
