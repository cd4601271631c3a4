# Push and receipt: to-do, item, push, register, who is responsible

# In common
by-system = department system
acted-for = { $name } for { $absent }
by-platform = platform
content-erased = (content erased by rule)
day-short = { $day } { $month }
day-year = { $rest } { $year }
list-separator = , {""}
long-term = without end
flag-yes = yes
flag-no = no
responsibility-note = This division takes no statutory duty from any department.

# Kinds of information
kind-approval_outcome = Outcome
kind-required_documents = Documents
kind-standard_element_change = Elements
kind-penalty_decision = Penalty
kind-rescission_proposal = Rescind?
kind-disposition = Reply
kind-guidance = Guidance
kind-policy = Policy
kind-item_change = Item
kind-training = Training
kind-business_meeting = Meeting
kind-qualification_exam = Exam
kind-industry_plan = Plan
kind-technical_parameter = Figures

# Deadlines
due-overdue = Overdue
due-overdue-days = { $count ->
    [one] { $count } working day overdue
   *[other] { $count } working days overdue
  }
due-today = Due today
due-days-left = { $count ->
    [one] { $count } working day left
   *[other] { $count } working days left
  }
due-hours = { $hours } h { $minutes } min left
due-last-minute = Less than 1 min left
due-minutes = { $minutes } min left
due-none = Without delay
due-read = For information
due-within-acknowledge = Deemed received at 24:00 of { $day }
due-within-reply = Reply within { $day }
due-within-decide_return = Re-route or uphold within { $day }
due-within-push_change = Push within { $day }
due-within-any = { $what } by { $day }
due-within-today-acknowledge = Deemed received at 24:00 today
due-within-today-reply = Reply today
due-within-today-decide_return = Re-route or uphold today
due-within-today-push_change = Push today
due-within-today-any = { $what } today
due-before-acknowledge = Deemed received { $day }
due-before-reply = Reply before { $day }
due-before-decide_return = Re-route or uphold before { $day }
due-before-push_change = Push before { $day }
due-before-any = { $what } before { $day }
due-prompt-acknowledge = No time limit
due-prompt-reply = A disposition is owed promptly
due-prompt-decide_return = An objection stops no clock; negotiate soon
due-prompt-push_change = Push the change once it is concluded
due-prompt-read = Opening it is enough; never counted
due-prompt-any = No time limit is set

# States
state-in-transit = Awaiting receipt
state-for-information = For information, no receipt asked
state-acknowledged = Received
state-deemed = Deemed received
state-deemed-sub = { $moment }, not confirmed
state-confirmed = Deemed received, later confirmed
state-confirmed-sub = Deemed { $deemed } · confirmed { $confirmed }
state-returned = Returned
state-recalled = Recalled
state-replaced = Replaced
state-corrected-after-receipt = Corrected (the receipt stands)
state-of-in_transit = Awaiting receipt
state-of-acknowledged = Received
state-of-deemed_received = Deemed received
state-of-returned = Returned
state-of-recalled = Recalled

# To-do
todo-heading = { $count ->
    [one] To-do: { $count } item
   *[other] To-do: { $count } items
  }
todo-lead = { $count } to finish today
todo-rest-end = .
todo-rest-week = ; { $week } more due this week.
todo-rest-overdue = , { $overdue } of them overdue.
todo-rest-both = , { $overdue } of them overdue; { $week } more due this week.
todo-rest-week-only = Nothing due today; { $week } due this week.
todo-rest-later = Nothing due today or this week.
todo-nothing = All done for today.
todo-nothing-here = Nothing of this sort to do.
todo-printed = To-do at { $moment }: { $count }.
todo-from-any = From any department
todo-from = { $department } ({ $count })
todo-from-button = Filter
todo-read-only = These are for information; opening them is enough.
todo-responsibility = Who is responsible?
todo-filter-label = Filter by what is to be done
todo-empty = Nothing to do
todo-empty-more = New items will appear here; no need to keep watching.
todo-empty-today = { $count } done today; {""}
todo-last = the last at { $time }: { $done } “{ $subject }”.
todo-empty-sent = { $count } sent and awaiting receipt or reply.
todo-empty-here = Nothing of this sort to do
todo-see-today = See { $count } done today
todo-see-all = See all { $count } to do
todo-week = { $count } done in the last 7 days. {""}
todo-see-done = See done
todo-see-sent = See { $count } sent
todo-caption = To-do items, the most urgent first
todo-picked = { $count } selected
todo-pick-all = Select all
todo-acknowledge-all = Acknowledge selected
todo-read-all = Mark as read
filter-all = All
filter-acknowledge = Receive
filter-reply = Reply
filter-decide_return = Returned
filter-push_change = Push change
filter-read = To read
filter-mine = Assigned to me
filter-any = Any
group-endorse = Awaiting your endorsement: { $count }
group-overdue = Overdue: { $count }
group-overdue-hint = Please finish today
group-today = Due today: { $count }
group-week = Due this week: { $count }
group-later = Later: { $count }
group-read = For information: { $count }
group-paper-endorse = Awaiting endorsement: { $count }
group-paper-overdue = Overdue: { $count }
group-paper-today = Due { $today }: { $count }
group-paper-week = Due until { $sunday }: { $count }
group-paper-later = Due after { $sunday }, or without limit: { $count }
group-paper-read = For information: { $count }
do-acknowledge = Acknowledge
do-reply = Reply
do-decide_return = Decide
do-push_change = Push change
do-read = Read
keys-heading = Keys
keys-move = move
keys-open = open
keys-pick = select
keys-do = act
keys-find = search
keys-all = all keys
keys-close = Close
bulk-title = Acknowledge selected
bulk-done = { $count } received.
bulk-done-duty = { $count } received; from { $moment } { $department } holds the regulatory duty.
bulk-done-duty-some = { $count } received; for { $passed } of them { $department } holds the regulatory duty from { $moment }.
bulk-not-done = {" "}{ $count } could not be done, for these reasons.
bulk-nothing = Nothing was selected.
bulk-back = Back to to-do

# Table heads
column-pick = Select
column-due = Due
column-item = Item
column-from = From
column-do = Action
column-number = Number
column-kind = Kind
column-outcome = Outcome
column-sender = From
column-addressee = To
column-pushed = Pushed
column-limit = Limit
column-department = Department
column-day = Day
column-counts = Counts
column-why = Why
column-since = From
column-until = Until
column-answers = Responsible
column-duty = Duty
column-basis = Basis
column-section = Section
column-role = Role
column-name = Name
column-post = Post
column-in-force = In force from
column-received-sub = duties part here
column-regulated-sub = from receipt
column-done-at = Done at
column-took = Took
column-in-time = In time
column-their-limit = Their limit
column-sent-to = Sent to
column-latest = Latest
column-stands = State

# Item
item-previous = Previous
item-next = Next
item-place = { $place } of { $total }
item-sheet = Print the sheet
sheet-title = Item sheet
sheet-hint = Press Ctrl+P to print; one or two pages
sheet-print = Print
sheet-stands = How it stands
item-responsibility = Who is responsible for this permit?
item-text = Text
item-attention = Please note
info-approval = Approval
info-penalty = Penalty
info-other = Content
brought-system = From the approval system, { $moment }
brought-person = Entered by { $department }, { $moment }
item-files = { $count ->
    [one] { $count } file
   *[other] { $count } files
  }
file-size = { $kib } KB
item-facts = Delivery and receipt
days-of-acknowledge = How the limit for the receipt is counted, day by day
days-of-reply = How the limit for the reply is counted, day by day
days-of-decide_return = How the limit for re-routing or upholding is counted, day by day
days-of-push_change = How the limit for the push is counted, day by day
days-moved = moved to { $moment } by an outage or a change of the calendar
item-provisional = Some days have no published calendar yet; it will be counted anew when they have.
item-history = History
item-proof-hint = Every step is on the ledger
day-counts = counts
day-counts-not = does not count
ladder-title = Still something to settle?
ladder-lead = One after the other; the later, the higher the approval
ladder-open = What was tried, and the next step
ladder-platform = Platform
ladder-platform-who = Liaison officers, directly
ladder-call = Telephone
ladder-call-who = Between responsible officers
ladder-paper = OA letter
ladder-paper-who = The leader in charge agrees
ladder-letter = Official letter
ladder-letter-who = The principal leader agrees
ladder-meeting = Consultation
ladder-meeting-who = None of these settled it
link-in-reply-to = In reply to
link-dispositions = Dispositions
link-supersedes = Takes the place of
link-superseded-by = Replaced by
link-change = Change pushed
printed-by = Printed by { $name }, { $moment }
basis-agreement = By { $document }, { $clause }
basis-side = By side
basis-hand = Addressee chosen by hand
fact-pushed = Pushed
fact-delivered = Delivered
fact-opened = Opened
fact-acknowledged = Acknowledged
fact-deemed = Deemed received
fact-confirmed = Later confirmed
fact-returned = Returned
fact-recalled = Recalled
fact-none = not yet
strip-acknowledge = Please acknowledge before { $moment }. {""}
strip-objected = You objected; the clock runs, and you may still acknowledge before { $moment }. {""}
strip-deemed = If not, it is deemed received { $moment }.
strip-deemed-duty = If not, it is deemed received { $moment } and { $department } holds the regulatory duty.
strip-read = For information; no receipt is asked.
strip-reply = Please decide and reply with a disposition. {""}
strip-reply-effect = The disposition goes back to the sender as an item of its own.
strip-regulates = { $department } holds the regulatory duty. {""}
strip-done = Nothing is to be done here.
strip-other = Copied to you or open to you; nothing is to be done.
strip-returned-waits = Returned; { $department } is to re-route or uphold. {""}
strip-clock-stopped = The clock of receipt has stopped; once upheld, the rest of it runs on.
strip-recalled = Recalled or replaced; nothing more is to be done.
strip-waits = Pushed; awaiting receipt by { $department }. {""}
strip-waits-reply = Received; awaiting the disposition of { $department }.
strip-push-change = Please push the change of the permit that was decided. {""}
strip-push-change-effect = The disposition stays open until then.
strip-decide-return = { $department } returned it or objected: re-route or uphold. {""}
strip-answer-objection = { $department } objected and was deemed to have received it: uphold, or negotiate. {""}
strip-objection-effect = The agreement names this authority, so the objection stops no clock and receipt will be deemed.
verb-acknowledge = Acknowledge
verb-confirm = Confirm receipt later
verb-receive-and-assign = Receive and assign
verb-assign = Assign
verb-follow-up = Record follow-up
verb-return = Return
verb-object = Object
verb-reroute = Re-route
verb-uphold = Uphold
verb-recall = Recall
verb-remind = Remind
verb-correct = Correct
verb-reply = Reply with a disposition
verb-push_change = Push change

# Responsibility chain
chain-duties = Responsibility chain
chain-plain = Push and receipt
chain-caption-duties = The duty of each department at each step; duties part at push and receipt of the outcome
chain-caption-plain = Push, receipt and reply
chain-own = own
chain-now = {" "}(now)
chain-all-received = All received
chain-handover-pending = Handover duty until all have received
chain-waits = Awaiting; deemed { $moment }
chain-regulation-next = Regulation (from receipt)
chain-reply-owed = Reply owed
step-concluded = Concluded
step-begun = Issued
step-pushed = Pushed
step-received = Receipt
step-regulated = Regulation
step-penalized = Penalty
step-disposed = Disposition
duty-approval = Approval duty
duty-handover = Handover duty
duty-regulation = Regulatory duty
legend-own = Holds the duty

# History
act-pushed = pushed
act-delivered = delivered
act-opened = opened
act-acknowledged = acknowledged
act-deemed = Not acknowledged in time: deemed received
act-confirmed = confirmed later
act-returned = returned or objected
act-upheld = upheld
act-succeeded = passed to the successor
act-rerouted = re-routed
act-recalled = recalled
act-corrected = corrected
act-assigned = assigned
act-taken_back = took the assignment back
act-followed_up = recorded a follow-up
act-replied = replied with a disposition
act-change_pushed = pushed the decided change
act-deadline_moved = Time limit counted anew
act-window_extended = Time limit extended by an outage
act-consultation_asked = asked for a consultation
act-reminded = reminded
history-to = to { $department }
history-late = pushed late
history-suggested = suggests { $department }
history-due = now { $moment }
history-reason = Reason: { $reason }
history-waits = Awaiting receipt by { $department }
history-deemed = Deemed received { $moment } if not acknowledged
history-waits-decision = Awaiting re-routing or upholding by { $department }
history-waits-reply = Awaiting the disposition of { $department }
history-waits-change = Awaiting the decided change from { $department }
history-took = took { $took }
history-after = { $took } after the conclusion
took-moment = less than 1 min
took-minutes = { $minutes } min
took-hours = { $hours } h { $minutes } min
took-whole-hours = { $hours } h
took-less-than-day = less than 1 working day
took-days = { $count ->
    [one] { $count } working day
   *[other] { $count } working days
  }
history-proof = Ledger entry

# Forms of acts
form-text-return = Why it is returned
form-text-object = The objection and its grounds
form-text-reroute = Why it is re-routed
form-text-uphold = Why it is upheld
form-text-recall = Why it is recalled
form-text-reply = Disposition
form-text-follow-up = What was done
form-department-suggested_to = Where it should go
form-department-to = Re-route to
form-section = To section
form-officer = To officer
form-optional = (optional)
form-choose = Choose
form-cancel = Cancel
form-decision-hint = (choose or type)
decision-file = 存档备查
decision-talk = 约谈
decision-watch = 列入审查重点
decision-rescind = 启动撤销
decision-cancel = 启动注销
decision-change = 启动变更
effect-return = The addressee was chosen by hand: the clock of receipt stops, and { $sender } re-routes or upholds within 1 working day.
effect-object = The agreement names you: an objection stops no clock, and receipt is deemed { $moment }; the objection is negotiated.
effect-reroute = The new department receives it, with a new working day. Until receipt { $sender } holds the handover duty.
effect-uphold = { $department } stays the addressee; the rest of the clock runs on.
effect-recall = It is no longer to be received; the record stays. What was received can only be corrected.
effect-reply = The disposition goes to { $sender } as an item of its own. A decided rescission, cancellation or change is pushed once concluded.
effect-follow-up = What was done is recorded here, without a time limit.
effect-assign = Assigning is internal; the receipt stays that of { $department }.
effect-receive-and-assign = { $department } acknowledges, and hands it to this section or officer.
# What did not come about
act-done-already = { $name } dealt with this item at { $moment } ({ $what }).
act-not-yours = You cannot deal with this item; please ask { $whom }.
act-see-item = See the item

# What was done
done-acknowledge = { $number } received.
done-acknowledge-duty = { $number } received; from { $moment } { $department } holds the regulatory duty.
done-confirm = { $number } was deemed received { $moment }; the confirmation is on record.
done-return = { $number } returned; the clock of receipt has stopped until the sender decides.
done-object = Objection to { $number } recorded; the clock runs, receipt is deemed { $moment }.
done-uphold = { $number } upheld; { $department } stays the addressee, the rest of the clock runs on.
done-reroute = { $number } re-routed to { $department } as { $new }, with a new working day.
done-recall = { $number } recalled; it is no longer to be received.
done-remind = { $department } was reminded of { $number }. No deadline changes.
done-reply = Disposition about { $number } pushed to { $department } as { $new }.
done-follow-up = Follow-up of { $number } recorded.
done-assign = { $number } assigned to { $whom }; the receipt stays that of { $department }.
done-receive-assign = { $received } Assigned to { $whom }.
done-read = { $count } marked as read.
done-push = { $count ->
    [1] { $number } pushed. Until receipt { $sender } holds the handover duty.
   *[other] { $count } items pushed, the first { $number }. Until receipt { $sender } holds the handover duty.
  }
done-push-plain = { $number } pushed.
done-correct = Corrected as { $number }; the old item stays on record.

# Sent, done, register
sent-heading = Sent: { $count } awaiting others
sent-lead = What others are to receive or answer, and everything you sent.
sent-waiting = Awaiting
sent-all = All
sent-empty = Nobody owes you anything.
sent-empty-all = Nothing sent yet.
list-printed = At { $moment }.
done-title = Done
done-lead = What your department received, returned, answered, upheld or re-routed, the newest first; what was deemed received is not here.
done-empty = Nothing done yet.
done-since-label = Filter by when it was done
done-since-week = Last 7 days
done-since-today = Today
did-acknowledge = acknowledged
did-confirm = confirmed later
did-reply = replied
did-return = returned
did-uphold = upheld
did-reroute = re-routed
in-time-yes = In time
in-time-no = Late
in-time-confirmed = Confirmed after deemed receipt
in-time-without-limit = No time limit

# Ledger entry
entry-title = Ledger entry { $sequence }
entry-true = Checked: this entry agrees with its digest, and the entry after it names that digest.
entry-true-last = Checked: this entry agrees with its digest; it is the last one so far.
entry-false = This entry or the one after it was changed. Call the duty telephone at once.
entry-sequence = Sequence
entry-recorded = Recorded at
entry-effective = In effect from
entry-digest = Digest
entry-previous = Digest before it
entry-content = Digest of content
entry-how = How to check it
entry-how-digest = Put one byte of value 0 before the text below and take its SHA-256: it is the digest of this entry.
entry-how-previous = The entry before has the digest before it; the entry after names this digest. Whoever changes one changes all that follow.
entry-how-all = To check the whole ledger, an administrator runs
entry-bytes = Text of this entry
register-lead = Everything pushed or received within your scope, the newest first.
register-filter = Filters of the register
register-find = Find
register-clear = Clear
register-empty = Nothing fits.
register-permit = This is the number of a permit.

# Who is responsible
approvals-title = Who is responsible for a permit, and when
approvals-lead = Give the certificate, document or case number, and an instant.
approvals-number = Certificate, document or case number
approvals-number-hint = e.g. 测危化经字〔2026〕0001号
approvals-at = Instant
approvals-ask = Ask
approvals-regulates = { $moment }: { $department } is responsible and holds the regulatory duty.
approvals-hands-over = { $moment }: { $department } is responsible and holds the handover duty; { $authority } has not received it.
approvals-not-begun = { $moment }: the permit was not concluded yet; there was no handover or regulatory duty.
approvals-none = No such permit
approvals-none-hint = Check the number; only permits that your department sent, received or was copied can be asked about.
approvals-no-matter = This outcome made no permit; there is no regulatory duty.
approvals-intervals = Who is responsible, from when to when
approvals-open = now
approvals-wrong-instant = Give year, month, day, hour and minute.
approvals-forecast = The instant lies ahead; this follows from the record so far.
basis-of-concluded = Concluded, not received
basis-of-rerouted = Re-routed, not received
basis-of-acknowledged = Acknowledged
basis-of-deemed = Deemed after 1 working day
basis-of-agreement = Agreement (permit from before go-live)

# Fields of the records
field-case_number = Case number
field-outcome = Outcome
field-applicant_name = Applicant
field-applicant_kind = Kind of applicant
field-applicant_credit_code = Credit code
field-legal_representative = Legal representative
field-document_name = Document
field-document_number = Document number
field-certificate_name = Certificate
field-certificate_number = Certificate number
field-permit_kind = Kind of permit
field-handling_mode = Handling
field-verified_by = Verified by
field-verify_before = Verify before
field-decided_on = Decided on
field-concluded_at = Concluded
field-valid_from = Valid from
field-valid_to = Valid to
field-valid = Validity
field-valid-words = { $from } to { $to }
field-content = Decision
field-party_name = Party
field-party_kind = Kind of party
field-party_credit_code = Credit code
field-no_permit_reason = Why no permit is touched
field-violation_kind = Kind of violation
field-facts = Facts
field-basis = Legal basis
field-kinds = Kinds of penalty
field-fine_fen = Fine (yuan)
field-confiscated_fen = Confiscated (yuan)
field-served_on = Served on
field-contested = Under review or appeal
field-published_until = Published until
field-late_reason = Why it is late
field-routing_reason = Why another addressee
field-decision = Decision

# Push
push-new = New push
push-choose = Choose what to push.
push-title = Push: { $kind }
push-correct-title = Correct { $number }
push-back = Choose the kind
push-hint-receipt = ; to be acknowledged within { $days ->
    [one] 1 working day
   *[other] { $days } working days
}, then deemed received
push-hint-reply = ; to be acknowledged within { $days ->
    [one] 1 working day
   *[other] { $days } working days
}, then answered with a disposition
push-hint-information = ; for information, no receipt asked
push-subject = Title
push-item = Approval item
push-route = Bring in departments
push-route-first = Choose the item, then “Bring in departments”: the handover agreements say to whom.
push-to = To which departments
push-to-hint = chosen by the handover agreements; may be changed
push-no-agreement = No handover agreement names this item: choose an addressee and say why.
push-others = Other departments
push-lead = lead
push-liaison = Liaison { $names }
push-responsible = Responsible { $names }
push-vacant = No liaison officer; {""}
push-occurred-on = Day of issue or of receipt
push-text = Text
push-files = Files
push-files-hint = PDF, OFD, DOCX, XLSX, JPG, PNG, one at a time
push-upload = Upload
push-routing-hint = required where the addressee is not that of the agreement
push-secret = A word of secrecy stands in the text. This platform is for unclassified matter only; please look again.
push-not-secret = I have looked: nothing in it is a state or work secret
push-button = Push
push-final = A push cannot be changed; errors are corrected by a new one
push-due-title = Your time to push
push-duty-title = What follows from the push
push-when-before = Before the push
push-duty-before = the approval bureau holds the approval duty.
push-when-between = From the push to the receipt
push-duty-between = the bureau holds the handover duty.
push-when-after = From the receipt
push-duty-after = the authority holds the regulatory duty.
push-when-deemed = Not acknowledged in 1 working day
push-duty-deemed = deemed received, and the authority holds the regulatory duty; the register says so.
form-error = { $label }: { $message }
form-required = (required)
