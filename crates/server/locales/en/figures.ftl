# A department's figures
nav-figures = Own figures
nav-figures-city = All departments
figures-title = Own figures
figures-title-city = Figures of all departments
figures-title-of = Figures of { $department }
figures-lead = What was pushed in { $month }; receipts and replies as of { $moment }. Each number leads to the items it counts.
figures-month = { $month } { $year }
figures-each = { $part }: each figure
figures-months = Months
figures-before = Month before
figures-after = Month after
figures-pick = Choose a month
figures-show = Show
figures-name = Figure
figures-means = What it counts
figures-unit = items
figures-month-head = Month
figures-city = What each department pushed and received in { $month }
figures-order = Departments stand in the order of the institutions: no score, no rank.
figures-own = A department is held against nothing but its own month before.
figures-empty = Nothing was pushed or received in { $month }
figures-empty-hint = Once something is pushed, it is counted here by the day of its push.
figures-of-sent = Pushed
figures-of-received = Received
figure-note = { $department }, { $month }, { $direction } · { $figure }:
figure-back = Back to the figures

# Pushed
sent-figure-pushed = Pushed
sent-figure-late = Pushed after more than 1 working day
sent-figure-acknowledged = Acknowledged by the other side
sent-figure-deemed = Deemed received by the other side
sent-figure-confirmed = Confirmed after the deemed receipt
sent-figure-open = Awaiting receipt
sent-figure-returned = Returned to us
sent-figure-objected = Once objected to
sent-figure-information = For information
sent-figure-recalled = Recalled or corrected
sent-figure-reply-asked = Reply asked for
sent-figure-reply-given = Reply given
sent-figure-reply-open = Reply not yet given
sent-figure-reply-overdue = No reply past the target
sent-means-pushed = What the department pushed, by the day of the push, without what was recalled or corrected. 二(三)¶3.
sent-means-late = Of these, pushed more than 1 working day after conclusion, penalty decision or issue. 二(三)¶3.
sent-means-acknowledged = Of these, acknowledged by the other side within 1 working day.
sent-means-deemed = Of these, not acknowledged in time and deemed received. 二(三)¶3.
sent-means-confirmed = Of those deemed received, confirmed later; the instant of receipt stays.
sent-means-open = Of these, neither acknowledged nor due yet.
sent-means-returned = Of these, returned by the other side with the clock stopped, those re-routed included.
sent-means-objected = Of these, once returned or objected to and still with the other side; also counted above.
sent-means-information = Of these, pushed without asking for a receipt, such as policies and trainings.
sent-means-recalled = Recalled after the push, or replaced by a correction; not counted as pushed.
sent-means-reply-asked = Penalty decisions and proposals to rescind that the bureau answers with a disposition. 二(三)¶3.
sent-means-reply-given = Of these, answered.
sent-means-reply-open = Of these, not yet answered; the policy says 及时 and no number of days.
sent-means-reply-overdue = Of those not yet answered, past the city's target, if it has one.

# Received
received-figure-pushed = Received a push
received-figure-late = Pushed to us after more than 1 working day
received-figure-acknowledged = Acknowledged
received-figure-deemed = Deemed received
received-figure-confirmed = Confirmed after the deemed receipt
received-figure-open = Awaiting receipt
received-figure-returned = Returned
received-figure-objected = Once objected to
received-figure-information = For information
received-figure-recalled = Recalled or corrected by the sender
received-figure-reply-asked = Reply owed
received-figure-reply-given = Reply given
received-figure-reply-open = Reply not yet given
received-figure-reply-overdue = No reply past the target
received-means-pushed = What was pushed to the department, by the day of the push, without what was recalled or corrected. 二(三)¶3.
received-means-late = Of these, pushed more than 1 working day after conclusion, penalty decision or issue. 二(三)¶3.
received-means-acknowledged = Of these, acknowledged by the department within 1 working day.
received-means-deemed = Of these, not acknowledged in time and deemed received. 二(三)¶3.
received-means-confirmed = Of those deemed received, confirmed later; the instant of receipt stays.
received-means-open = Of these, neither acknowledged nor due yet.
received-means-returned = Of these, returned by the department with the clock stopped, those re-routed included.
received-means-objected = Of these, once returned or objected to and still with the department; also counted above.
received-means-information = Of these, pushed without asking for a receipt, such as policies and trainings.
received-means-recalled = Recalled after the push, or replaced by a correction; not counted as received.
received-means-reply-asked = Penalty decisions and proposals to rescind that the department answers with a disposition. 二(三)¶3.
received-means-reply-given = Of these, answered.
received-means-reply-open = Of these, not yet answered; the policy says 及时 and no number of days.
received-means-reply-overdue = Of those not yet answered, past the city's target, if it has one.

# Charts
chart-data = Show the numbers
chart-week = Week (from Monday)
chart-share = Share deemed
chart-acknowledged = Acknowledged
chart-deemed = Deemed received (share on top)
chart-receipt-sent = How what we pushed was received, week by week
chart-receipt-received = How we received, week by week
chart-receipt-lead = By the day of the push, below the date of the Monday; without what is awaited or returned.
chart-receipt-says = In { $weeks } weeks { $acknowledged } were acknowledged and { $deemed } deemed received, a share of { $share }.
chart-reply = Time to a disposition
chart-reply-lead = One dot for each reply, a tick at the median; working days, counted from the day after the push; at most 14 dots on one day, the number at the right counts all.
chart-reply-says = { $month }: { $count } replies, median { $median } working days, longest { $longest } working days.
chart-reply-limit = target: { $days } working days
chart-replies = Replies
chart-replies-of = { $count } items
chart-median = Median (working days)
chart-longest = Longest (working days)

# Roster
people-lead = Overall leads, responsible and liaison officers of each department, as filed; changes are told by official letter (二(二)¶2).
people-empty = { $count ->
    [one] 1 place is vacant
   *[other] { $count } places are vacant
}
people-empty-days = { $role } vacant for { $days ->
    [one] 1 working day
   *[other] { $days } working days
} (since { $since })
people-empty-long = { $role } vacant (since { $since })
people-filter = Find people
people-search = Find
people-search-hint = Name, section, post, telephone
people-phone = Telephone
people-basis = Document
people-no-basis = not named
people-none = Nobody fits
people-unfiled = No roster has been filed yet
people-count = { $count ->
    [one] 1 designation
   *[other] { $count } designations
}
roster-RESPONSIBLE_OFFICER_NOT_HEAD = Heads no section; a responsible officer does so in principle ({ $clause })
roster-LIAISON_OFFICER_IS_HEAD = Heads a section; a liaison officer is an ordinary member of staff ({ $clause })
roster-OTHER_SECTION = Sits in another section ({ $clause })
roster-BOTH_ROLES = Responsible and liaison officer at once ({ $clause })

# Who is responsible
approvals-asked-here = the instant asked about
approvals-question = Number { $number }, instant { $moment }
