# Why not, and how to mend it. One message for each refusal code.

# Platform: the request itself
refusal-NOT_LOGGED_IN = Log in first; a system checks its key and whether it was revoked
refusal-NOT_FOUND = There is no such thing, or you may not see it
refusal-ROLE_NOT_SUFFICIENT = Your role does not allow this; ask the { $roles }
refusal-CROSS_ORIGIN = The request did not come from a page of this platform; go back to it and try again
refusal-METHOD_NOT_ALLOWED = This address does not take this method
refusal-BODY_TOO_LARGE = The body is over the limit (1 MiB, a batch 8 MiB); send it in parts
refusal-CONTENT_TYPE_NOT_FIT = The content type does not fit; check Content-Type
refusal-CONTENT_TYPE_NOT_JSON = Send JSON with Content-Type: application/json
refusal-REQUEST_NOT_VALID = The request is not complete; check it and send it again
refusal-REQUEST_TIMEOUT = It took too long and the outcome is not known. Send it again with the same key, or look whether it was done
refusal-JSON_NOT_VALID = The body is not valid JSON; check quotation marks, commas and brackets
refusal-JSON_TOO_DEEP = The JSON is nested deeper than 64 levels; flatten it
refusal-QUERY_NOT_VALID = The query is not valid; check names and values
refusal-CURSOR_NOT_VALID = The cursor was not given by this list; start from the first page
refusal-LIMIT_NOT_VALID = The limit is 1 to 200
refusal-FIELDS_NOT_VALID = Some fields have to be changed; see each of them
refusal-FIELD_UNKNOWN = There is no such field; remove it or correct its name
refusal-FIELD_MISSING = This field is missing; add it
refusal-FIELD_WORD_UNKNOWN = The value is not one of those allowed; see the description of the API
refusal-FIELD_TYPE_NOT_FIT = The field has the wrong type; see the description of the API
refusal-FIELD_NOT_FIT = The field is not written as it should be; see the description of the API
refusal-IDEMPOTENCY_KEY_MISSING = Send an Idempotency-Key of 1 to 200 visible characters
refusal-IDEMPOTENCY_KEY_REUSED = The Idempotency-Key was used for another request; take a new one
refusal-IDEMPOTENCY_KEY_IN_FLIGHT = A request with this Idempotency-Key is still being handled; ask again later
refusal-TOO_MANY_REQUESTS = Too many requests; try again in { $seconds } s
refusal-BUSY = The platform is busy and nothing was submitted; try again
refusal-INTERNAL_FAULT = The platform failed and nothing was submitted. Try again later or call the duty phone
refusal-TEXT_MISSING = Fill this in
refusal-SECRET_CONTENT = The text bears a mark of classification ({ $level }). This platform carries nothing secret; use the channels for classified matters
refusal-TEXT_TOO_LONG = The text is too long (at most { $max } characters); shorten it
refusal-TEXT_WITH_CONTROL_CHARACTERS = The text has control characters; remove them
refusal-TOO_MANY = Too many at once (at most { $max }); send them in parts
refusal-SEARCH_TOO_LONG = The search is too long; shorten it
refusal-SEARCH_TOO_MANY_TERMS = The search has too many words; use fewer
refusal-CLOCK_ADVANCE_OR_TO = Give either advance or to
refusal-CLOCK_OUT_OF_RANGE = The instant is out of range; choose a nearer one

# Accounts and keys
refusal-EMAIL_UNFIT = This is no e-mail address
refusal-PHONE_UNFIT = Give a mobile number of 11 digits
refusal-MESSENGER_UNFIT = A messenger account has no spaces and at most 100 characters
refusal-USERNAME_UNFIT = A username has 1 to 64 characters without spaces
refusal-USERNAME_TAKEN = This username is taken; choose another
refusal-PASSWORD_TOO_SHORT = The password is too short; choose a longer one
refusal-KEY_NAME_UNFIT = Name the key (at most 64 characters)
refusal-KEY_FLAGS_MISSING = Choose at least one use: push, receive, read
refusal-OFFICER_HAS_ACCOUNT = This officer has an account already; one that is disabled can be enabled again
refusal-ACCOUNT_IS_OWN = You cannot disable your own account; ask another system administrator

# Attachments
refusal-ATTACHMENT_KNOWN = This attachment is on record already
refusal-ATTACHMENT_UNKNOWN = There is no such attachment; upload it first
refusal-ATTACHMENT_NOT_DEPARTMENT = Only a department uploads files
refusal-ATTACHMENT_EMPTY = The file is empty; choose another
refusal-ATTACHMENT_HASH_SHAPE = The digest is no SHA-256; upload the file again
refusal-ATTACHMENT_NOT_READER = Your department may not read this attachment
refusal-ATTACHMENT_BROKEN_OFF = The upload broke off; upload the file again
refusal-ATTACHMENT_DAMAGED = The file is damaged; make it anew and upload it
refusal-ATTACHMENT_MACROS = The file has macros; save it without them
refusal-ATTACHMENT_NAME = The file name is empty, too long or has characters that are not allowed; rename it
refusal-ATTACHMENT_TOO_LARGE = The file is over the limit; compress or split it
refusal-ATTACHMENT_TYPE = Only PDF, OFD, DOCX, XLSX, JPG and PNG are taken; convert the file
refusal-ATTACHMENT_TYPE_MISMATCH = The content does not fit the file's extension; check it

# Codes
refusal-DEPARTMENT_CODE_SHAPE = A department code has 3 to 32 digits, capital letters or hyphens
refusal-SECTION_CODE_SHAPE = A section code has 1 to 32 digits, capital letters or hyphens
refusal-ITEM_CODE_SHAPE = An item code has 1 to 64 visible characters without spaces
refusal-JURISDICTION_CODE_SHAPE = A jurisdiction code has six digits, the first not 0
refusal-CONTENT_DIGEST_SHAPE = A content digest has 64 lower-case hexadecimal digits
refusal-ID_SHAPE = An id has 1 to 64 letters, digits or hyphens
refusal-CREDIT_CODE_LENGTH = A unified social credit code has 18 characters; check it
refusal-CREDIT_CODE_CHARSET = A unified social credit code has digits and capital letters other than I, O, S, V, Z; check it
refusal-CREDIT_CODE_CHECK = The check character of the credit code does not fit; compare it digit by digit
refusal-ORGANIZATION_CODE_SHAPE = An organization code has eight digits or capital letters and a check character; check it
refusal-ORGANIZATION_CODE_CHECK = The check character of the organization code does not fit; check it
refusal-RESIDENT_ID_SHAPE = A resident ID number has 17 digits and a digit or X; check it
refusal-RESIDENT_ID_BIRTH = The birth date in the resident ID number is no date; check it
refusal-RESIDENT_ID_CHECK = The check character of the resident ID number does not fit; check it
refusal-DIVISION_CODE_SHAPE = A division code has six digits, the first not 0; check it
refusal-REGISTRATION_NUMBER_SHAPE = A registration number has 15 digits; check it

# 二(一), 二(二): departments, officers, roster
refusal-NOT_ADMINISTRATOR = Only a system administrator may do this
refusal-JURISDICTION_EXISTS = Jurisdiction { $code } exists
refusal-JURISDICTION_OWN_PARENT = Jurisdiction { $code } cannot be its own parent
refusal-DEPARTMENT_EXISTS = Department code { $code } is taken; choose another
refusal-DEPARTMENT_UNKNOWN = There is no such department; check its code
refusal-DEPARTMENT_CODE_IS_PREFIX = Department codes { $code } and { $other } begin alike; choose another
refusal-DEPARTMENT_SUCCEEDED = The department has a successor; use that one
refusal-NAME_UNFIT = The name is empty, too long or has invisible characters
refusal-NAME_NOT_LATER = The name from { $from } must be later than the one from { $last }
refusal-SECTION_EXISTS = Section code { $section } is taken; choose another
refusal-SECTION_UNKNOWN = There is no such open section; check it
refusal-SECTION_CLOSED = Section { $section } is closed
refusal-SUCCESSOR_UNFIT = { $successor } cannot be a successor; check it
refusal-SUCCESSOR_UNREACHABLE = Nobody on the roster of the successor can be reached, so nobody would have what passes to it: name its officers first
refusal-SUCCESSOR_OF_OTHER_SIDE = The successor has to be on the same side: approval and regulation are not merged
refusal-MERGE_NEEDS_ONE = A merger has one successor; for several choose a split
refusal-SPLIT_NEEDS_TWO = A split names at least two successors
refusal-BEFORE_FOUNDING = { $on } lies before the founding on { $founded_on }; check it
refusal-OFFICER_NOT_THEIRS = Officers are entered by their own department or the approval bureau
refusal-OFFICER_EXISTS = This officer is entered already
refusal-OFFICER_UNKNOWN = There is no such officer; check it
refusal-OFFICER_OF_OTHER_DEPARTMENT = The officer belongs to { $department }, which has to do it
refusal-OFFICER_LEFT = The officer left on { $on }
refusal-OFFICER_STILL_NAMED = Still { $roles } after { $on }; name the successor first
refusal-SUBSTITUTION_NOT_ENTITLED = Leaves are arranged by who goes or by the department's responsible officer or leaders
refusal-SUBSTITUTION_EXISTS = This leave is entered already
refusal-SUBSTITUTION_UNKNOWN = There is no such leave; check it
refusal-LEAVE_IN_PAST = Days before { $today } are over; choose today or later
refusal-LEAVE_TOO_LONG = A leave has at most { $days } days; for longer, change the roster by letter
refusal-LEAVE_ENDED = The leave ends on { $on } and is not prolonged; enter another one
refusal-LEAVE_OVERLAPS = The officer is away from { $from } to { $to } already; choose other days
refusal-STAND_IN_OF_OTHER_DEPARTMENT = The stand-in belongs to { $department }; choose somebody of the own department
refusal-STAND_IN_SELF = Nobody stands in for himself; choose somebody else
refusal-STAND_IN_LEFT = The stand-in leaves on { $on }; choose somebody else
refusal-STAND_IN_CYCLE = On { $on } the stand-ins come back to where they began ({ $way }) and nobody is there; choose somebody else or other days
refusal-STAND_IN_AWAY = On { $on } { $officer } is away too; choose somebody else, or arrange a stand-in there first
refusal-STANDS_IN_FOR_OTHERS = Stands in for { $officer } on { $on }; name a stand-in, who then does both
refusal-STAND_IN_LEVEL = { $officer } is no { $role } on { $on } and cannot stand in for one; choose a leader of that level
refusal-ROLE_UNREACHABLE = On { $on } nobody would be there as { $role }; name a stand-in
refusal-OPEN_TASKS_LEFT = { $count } open tasks lie with this officer; name a stand-in, or settle or hand them on first
refusal-OFFICER_STILL_STANDS_IN = Still stands in for { $officer } after { $on }; name another stand-in first
refusal-DESIGNATION_NOT_IN_FORCE = The role in which you came was not in force at the instant of the act; load the page again and act in the roles of now
refusal-ROSTER_NOT_THEIRS = A roster is changed by the department's own people
refusal-ROSTER_CHANGE_EXISTS = This change of roster is entered already
refusal-ROSTER_CHANGE_UNKNOWN = There is no such change of roster; check it
refusal-ROSTER_NOTHING_CHANGES = Say who has the roles
refusal-ROSTER_NO_ADDRESSEE = Say which department files the list
refusal-ROSTER_ADDRESSEE_UNFIT = { $department } is not the other side; an authority's list goes to the bureau, the bureau's to authorities
refusal-ROLE_NOT_OF_ROSTER = A { $role } is not of this roster; ask an administrator
refusal-ROSTER_PARTICULAR_MISSING = The { $role } lacks { $missing }; choose somebody else, or let a system administrator enter that person anew under System, Roster
refusal-ROSTER_ROLE_NOT_STATED = A letter names responsible and liaison officer; the { $role } is missing
refusal-ROSTER_OFFICER_LEFT = { $officer } has left by then; choose somebody else
refusal-ROSTER_OFFICER_ELSEWHERE = { $officer } is not of this department; check it
refusal-ROSTER_NOT_AT_THIS_STAGE = The change of roster { $stage ->
    [drafted] is not sent
    [sent] is sent and waits for its filing
    [in_force] is in force
   *[withdrawn] is withdrawn
 }; this cannot be done now
refusal-ROSTER_OTHER_LETTER = This is not the letter of the change, or it is not issued
refusal-ROSTER_NOT_ADDRESSEE = The list is filed by whom the letter goes to
refusal-ROSTER_FILED_BEFORE = Filed at { $at } already
refusal-ROSTER_NO_HANDOVER = Nothing is to be handed over between the two, or the list is made already
refusal-HANDOVER_NOT_THEIRS = { $officer } or the stand-in confirms that; a leader, for whoever has left
refusal-HANDOVER_CONFIRMED_BEFORE = That side has confirmed already
refusal-DESIGNATION_NOT_ENTITLED = You may not name a { $role } of that department; its leader does
refusal-DESIGNATION_EXISTS = This designation is entered already
refusal-DESIGNATION_UNKNOWN = There is no such designation; check it
refusal-DESIGNATION_ENDED = The designation ended on { $on }
refusal-ROLE_HELD = The { $role } is { $holder } since { $from } (at most { $most }); end that designation first
refusal-ALREADY_NAMED = The officer is { $role } since { $from } already
refusal-END_BEFORE_BEGIN = The end { $to } lies before the beginning { $from }; check it
refusal-SECTION_NEEDED = Name the section of the { $role }
refusal-ROLE_OF_DEPARTMENT = A { $role } is named for the department; remove the section
refusal-ROLE_OF_OTHER_SIDE = There is no { $role } on the { $side } side
refusal-BASIS_UNFIT = Give the number of the letter that it rests on

# 二(一): items and agreements
refusal-ITEM_NOT_BUREAU = Items are kept by the approval bureau
refusal-ITEM_EXISTS = Item { $code } exists
refusal-ITEM_UNKNOWN = There is no such item; check its code
refusal-ITEM_WITHDRAWN = The item was withdrawn on { $on }
refusal-VERSION_BEFORE_LAST = The version from { $from } must be later than the one from { $last }
refusal-AGREEMENT_NOT_BUREAU = Agreements are kept by the approval bureau
refusal-AGREEMENT_EXISTS = This agreement is entered already
refusal-AGREEMENT_UNKNOWN = There is no such agreement; check it
refusal-AGREEMENT_ENDED = The agreement ended on { $on }
refusal-AGREEMENT_NO_LINES = An agreement has at least one line
refusal-AUTHORITY_NOT_REGULATORY = { $authority } is no regulatory authority
refusal-DOCUMENT_UNFIT = Give the number or name of the agreement
refusal-LINE_WITHOUT_CLAUSE = The line of { $item } names no clause; add it
refusal-LINE_OUTSIDE_AGREEMENT = The line of { $item } from { $from } lies outside the agreement; check it
refusal-LINE_BEFORE_CHANGE = The line of { $item } begins before the change on { $from }; check it
refusal-LINE_OF_OTHER_ITEM = The line of { $item } is not of the item that changes; check it
refusal-LINE_ITEM_UNKNOWN = There is no item { $item }; enter it first
refusal-LINE_SECTION_UNKNOWN = The line of { $item } names no open section: { $section }; check it
refusal-LINE_TWICE = Item { $item } stands twice as { $role }; remove one
refusal-TWO_LEADS = { $other } leads for { $item } already; there is one lead only
refusal-BULK_NOT_A_TABLE = What was pasted is no table; copy it with its header
refusal-BULK_TOO_MANY = At most 200 rows at once
refusal-BULK_COLUMNS_MISSING = The header needs the columns username, department and name, with a row below it
refusal-BULK_OFFICER_UNKNOWN = The department has no such officer in office; enter the officer on the roster first
refusal-BULK_OFFICER_NOT_ALONE = The department has two officers of that name; make the account on the page of accounts
refusal-BULK_ROLE_UNKNOWN = There is no such role
refusal-AGREEMENT_LINE_UNREADABLE = One a line: item code, 行业监管 or 综合执法 or 属地, 牵头 or nothing, 科室:code or nothing, clause
refusal-NO_AGREEMENT = No agreement names an authority for { $item }; enter one, or name the addressee and say why
refusal-NO_LEAD = No authority leads for { $item } ({ $authorities }); settle it first
refusal-SEVERAL_LEADS = Several authorities lead for { $item } ({ $authorities }); settle on one

# Calendar and rule set
refusal-AMENDMENT_EXISTS = This amendment exists
refusal-AMENDMENT_UNKNOWN = There is no such amendment; check it
refusal-SAME_PERSON = A second person confirms: whoever proposed it may not
refusal-SECOND_PERSON_NEEDED = A second officer has to confirm it
refusal-ALREADY_DECIDED = The amendment was decided at { $at }
refusal-RULE_SET_INVALID = The settings have { $count } faults: { $faults }
refusal-CALENDAR_BEFORE_2018 = The calendar begins on 2018-01-01; { $date } lies before it
refusal-CALENDAR_BEYOND_RANGE = { $date } lies beyond the calendar
refusal-CALENDAR_NO_WORKING_DAYS = A deadline has at least one working day
refusal-CALENDAR_TOO_MANY_WORKING_DAYS = { $n } working days are too many; at most { $most }
refusal-CALENDAR_REVERSED = { $to } lies before { $from }; check it
refusal-CALENDAR_OTHER_VERSION = The deadline was computed with calendar version { $deadline }, this is { $calendar }; compute it again
refusal-CALENDAR_NOTICE_UNREADABLE = The notice cannot be read: { $reason }
refusal-CALENDAR_NOTICE_MISSING_FIELD = The notice lacks { $field }; add it
refusal-CALENDAR_NOTICE_UNFIT_FIELD = { $field } of the notice does not fit; check it
refusal-CALENDAR_NOTICE_DUPLICATE_DAY = { $date } stands in the notice twice; check it
refusal-CALENDAR_NOTICE_NOT_MAKEUP = { $date } is a working day already and no make-up day; check it
refusal-CALENDAR_NOTICE_OUTSIDE_YEAR = { $date } lies outside the notice for { $year }; check it
refusal-CALENDAR_NOTICE_INCOMPLETE = A notice for a year has at least { $least } days off, this one has { $days }; complete it
refusal-CALENDAR_NOTICE_KNOWN = The notice { $document } is in the calendar already
refusal-CALENDAR_NOTICE_OUTDATED = A newer notice sets { $date } already
refusal-CALENDAR_NOTICE_WITHOUT_EFFECT = The notice changes no day; it need not be imported
refusal-RULE_SET_WITHOUT_EFFECT = { $setting } has no effect: { $because }
refusal-RULE_SET_OUT_OF_RANGE = { $setting } is { $value }, but must be { $least } to { $most }
refusal-RULE_SET_EMPTY = { $setting } must not be empty
refusal-RULE_SET_BEFORE_POLICY = { $setting } is { $date }, before the policy was issued on 2018-08-15
refusal-RULE_SET_UNKNOWN_OUTCOME = { $setting }: { $outcome } is no approval outcome
refusal-RULE_SET_GRANTED_WITHOUT_RECEIPT = { $setting }: a granted permit must ask for receipt
refusal-RULE_SET_KIND_CODE = { $setting }: { $code } cannot be the code of a further kind
refusal-RULE_SET_KIND_TWICE = { $setting }: { $code } is the code of two kinds
refusal-RULE_SET_SEASON_ORDER = { $setting }: the season from { $from } must come after the one before it
refusal-RULE_SET_SEASON_HOURS = { $setting }: in the season from { $from } offices close before they open
refusal-RULE_SET_SEASON_DOCUMENT = { $setting }: the season from { $from } cites no document of the city

# 二(三): pushes and receipts
refusal-NO_TRANSMITTAL = There is no such item
refusal-TRANSMITTAL_UNKNOWN = There is no such item; check its id
refusal-ALREADY_PUSHED = This item was pushed already
refusal-SEPARATION_OF_POWERS = { $kind } is not for your side to push
refusal-UNKNOWN_KIND = { $kind } is no kind of this city; check it
refusal-KIND_UNKNOWN = There is no such kind; check it
refusal-NOT_ADDRESSEE = Only the addressee, { $to }, may do that
refusal-NOT_SENDER = Only the sender, { $from }, may do that
refusal-NOT_PARTY = Only the sender or the addressee may do that
refusal-SAME_DEPARTMENT = Sender and addressee are one department; choose another
refusal-ADDRESSEE_SIDE = A push goes between the bureau and an authority; check the addressee
refusal-ADDRESSEE_MISSING = Choose an addressee
refusal-ONE_ADDRESSEE = A correction has exactly one addressee
refusal-CORRECTION_ADDRESSEE = A correction of what was received goes to { $to }, which received it
refusal-ROUTING_REASON_REQUIRED = The addressee is not the one that the agreement gives; say why
refusal-LATE_REASON_REQUIRED = The push was due before { $due }; say why it is late
refusal-RECORD_REQUIRED = { $kind } carries a record; fill it in
refusal-ITEM_REQUIRED = { $kind } names an approval item; add it
refusal-ITEM_CODE_DIFFERS = The item code differs from the one in the record; check it
refusal-IN_REPLY_TO_REQUIRED = A disposition names what it answers
refusal-NOT_A_DECIDED_CHANGE = Only a disposition decides a change of a permit
refusal-CONCLUDED_IN_FUTURE = The conclusion lies in the future; check it
refusal-DECIDED_IN_FUTURE = The decision lies in the future; check it
refusal-PENALTY_DATE_IN_FUTURE = The penalty decision lies in the future; check it
refusal-OCCURRED_IN_FUTURE = The day of issue lies in the future; check it
refusal-BEFORE_GO_LIVE = Concluded before go-live; enter it as a permit from before go-live
refusal-DUPLICATE_PUSH = Already pushed as { $number }; correct that one if it changed
refusal-ALREADY_ACKNOWLEDGED = { $by } acknowledged this at { $at }
refusal-ALREADY_CONFIRMED = { $by } confirmed this at { $at }
refusal-ALREADY_RECEIVED = Received at { $at }: it can no longer be returned or recalled; correct it, or negotiate
refusal-ALREADY_DELIVERED = This was delivered before
refusal-ALREADY_OPENED = This was opened before
refusal-NOT_IN_TRANSIT = This is not in transit but { $state }
refusal-RETURN_DISABLED = Returns are disabled in this city; negotiate
refusal-ALREADY_RETURNED = This was returned at { $at }
refusal-ALREADY_UPHELD = The sender upheld the addressee; ask for a consultation
refusal-NOT_RETURNED = There is no return to answer
refusal-REASON_REQUIRED = Say why
refusal-HOP_LIMIT = Re-routed { $hops } times; ask for a consultation
refusal-ALREADY_RECALLED = This was recalled before
refusal-SUPERSEDED = { $by } has taken its place; act on that one
refusal-NOTHING_OWED = No reply is owed
refusal-NOT_DECIDED = It has decided no such change
refusal-ALREADY_CLOSED = The decided change was pushed as { $change }
refusal-NOTHING_TO_DEEM = No receipt is awaited
refusal-TOO_EARLY = Not due before { $due }
refusal-ASSIGNEE_REQUIRED = Name a section or an officer
refusal-ASSIGNEE_MISSING = Name a section or an officer
refusal-NOTHING_ASSIGNED = Nothing is assigned
refusal-NOT_RECEIVED = Not received yet; acknowledge it first
refusal-NOTHING_MOVES = No open deadline moves
refusal-TOLLING_OFF = Outages extend nothing in this city
refusal-OUTSIDE_WINDOW = The outage does not lie inside the window for long enough
refusal-ALREADY_EXTENDED = The window was extended by that outage before
refusal-CONSULTATION_ASKED = A consultation is asked for already
refusal-NOTHING_TO_REMIND = Nothing is owed that could be pressed for
refusal-ALREADY_REMINDED = Reminded on { $on } already: once a working day. Again from { $again_on } on
refusal-DUTY_NOT_THEIRS = The duty roster of { $department } is kept by the department
refusal-DUTY_ON_WORKING_DAY = { $on } is a working day; the duty roster is for days off
refusal-DUTY_DAY_PAST = { $on } is over
refusal-DUTY_OFFICER_ELSEWHERE = { $by } is not in office there on { $on }; choose somebody of the department
refusal-DUTY_NOBODY = Name who is on duty
refusal-DUTY_TWICE = { $by } is named twice
refusal-DUTY_TOO_MANY = At most { $most } are on duty
refusal-NO_BUREAU = There is no approval bureau yet; enter it first
refusal-NOTICE_DAY_UNREADABLE = One day a line: the date, 放假 or 上班 or 停工, and the name, with a blank between them
refusal-DOWNTIME_REVERSED = It has to end after it begins
refusal-DOWNTIME_OVER = Its end has passed; check it
refusal-OUTAGE_KNOWN = The outage is on record already
refusal-OUTAGE_OVERLAP = The outage overlaps { $other }; check it
refusal-OUTAGE_TOO_SHORT = An outage counts only if it is longer than { $minutes } minutes
refusal-OUTAGE_IN_FUTURE = The outage ends in the future; enter it when it is over
refusal-LEGACY_PERMIT_KNOWN = The permit is entered already
refusal-NOT_BUREAU = Only the approval bureau enters permits from before go-live
refusal-NOT_BEFORE_GO_LIVE = { $decided_on } is not before go-live on { $go_live_on }; push the outcome
refusal-JURISDICTION_BEGUN = The jurisdiction is set up already
refusal-NOT_PUSHED = This push of the plan was refused, so nothing can be done to it
refusal-NO_CORRESPONDENCE = There is no such correspondence
refusal-CORRESPONDENCE_KNOWN = The correspondence was drafted already
refusal-NO_PHONE_NOTE = There is no such note of a call
refusal-PHONE_NOTE_KNOWN = The call was noted already
refusal-PROPOSAL_KNOWN = The consultation was proposed already
refusal-STEP_ABOVE_LEVEL = This step ({ $channel }) is for others to take: { $who }
refusal-PROPOSAL_ABOVE_LEVEL = A consultation is proposed by others: { $who }
refusal-CHANNEL_NOT_WRITTEN = { $channel } is no channel in writing; choose OA or letter
refusal-ROSTER_CHANGE_BY_LETTER = A change of the roster goes by official letter
refusal-ADDRESSEE_REQUIRED = Name an addressee
refusal-ADDRESSEE_IS_SENDER = The other side cannot be one's own department
refusal-ADDRESSEE_TWICE = { $department } is named twice
refusal-FOLLOWS_NOT_THEIRS = The step before is none that the department took part in
refusal-TRIED_ELSEWHERE = What was tried is not between the two departments
refusal-PERSON_NEEDED = A person does that, not a system
refusal-NOT_ISSUING_DEPARTMENT = Only { $from }, which issues it, may do that
refusal-NOT_AMONG_ADDRESSEES = Only an addressee may do that
refusal-NOT_AT_THIS_STAGE = It { $stage ->
    [drafted] is still a draft: submit it first
    [submitted] is with a leader
    [sent_back] was sent back: revise it first
    [endorsed] is endorsed and not issued
    [issued] was issued
    [withdrawn] was withdrawn
   *[other] is { $stage }
 }; that cannot be done now
refusal-ENDORSER_ELSEWHERE = A leader of { $from } endorses it
refusal-ENDORSER_LEVEL = This channel ({ $channel }) is endorsed by others: { $who }; pass it on
refusal-OWN_DRAFT = Nobody endorses what he wrote himself; submit it to another leader ({ $who }), or let somebody else draft it anew
refusal-NOT_ENDORSER = It was submitted to another leader
refusal-PASSED_TO_SELF = Pass it on to somebody else
refusal-VERSION_CHANGED = You read version { $read }; version { $now } stands now
refusal-ENDORSED_ON = The day { $on } must lie between { $written_on }, when the text was written, and today
refusal-SCAN_REQUIRED = Attach the scan of the endorsement
refusal-NOT_ENDORSED = Not endorsed yet ({ $channel }): that is for { $who }
refusal-CONSENT_NOT_ASKED = The addressee's consent is not asked for in this city
refusal-ADDRESSEE_GONE = { $department } was merged or split since this was drafted: withdraw it, and draft one to the successor
refusal-CONSENT_MISSING = The leader in charge of { $department } has not agreed
refusal-CONSENTED_BEFORE = Agreed before
refusal-NUMBER_SHAPE = A number is written like 测审函〔2026〕12号
refusal-NUMBER_YEAR = The number is of { $year }, the issue of { $now }
refusal-NUMBER_RESERVED = { $code } is a code that the platform runs
refusal-NUMBER_TAKEN = { $number } is the number of another document
refusal-FILED_BEFORE = Filed before, at { $at }
refusal-ANSWERED_BEFORE = Answered before
refusal-NUMBER_REQUIRED = A letter has a number: enter the one of your register, or reserve a code for the platform first
refusal-REGISTER_NOT_THEIRS = A code of { $department } is reserved by its own: { $who }
refusal-ISSUING_CODE_SHAPE = The code of an office has letters only, no year, brackets or digits, such as 测审函
refusal-REGISTER_KNOWN = The office has a code for that already
refusal-CODE_USED = { $code } is reserved, or documents are numbered under it by hand: choose another
refusal-NOTHING_TO_ANSWER = Your department has nothing to answer there: not addressed to it, or answered already
refusal-ANSWER_ELSEWHERE = An answer goes to { $from }, which wrote
refusal-DOCUMENT_KNOWN = The document is stored already and cannot be exchanged
refusal-REMARK_LEVEL = A remark is for others to write: { $who }
refusal-REMARK_OWNER_ELSEWHERE = The owner is an officer of { $department } with a role in force
refusal-NO_REMARK = There is no such remark
refusal-CORRESPONDENCE_UNKNOWN = There is no such correspondence; check it
refusal-ITEM_NOT_KNOWN = There is nothing of that id that your department may know of; check it
refusal-STEP_UNKNOWN = There is no such step: only what was pushed, called about or issued can be named
refusal-REMARK_KNOWN = The remark was written already
refusal-NOT_REMARK_OWNER = The remark is for another officer to carry out
refusal-REMARK_DONE = Done before, at { $at }
refusal-CALLED_IN_FUTURE = The call lies in the future; check it
refusal-NOT_CALLED = Only { $to }, which was called, may do that
refusal-NOTE_SETTLED = Confirmed or disputed before, at { $at }
refusal-MEETING_GATE = Not tried yet: { $not_tried }
refusal-NO_COOPERATION_REQUEST = There is no such request for cooperation
refusal-REQUEST_ISSUED = This request was issued already
refusal-ASKER_SIDE = The bureau or an authority issues requests for cooperation
refusal-REQUESTED_SIDE = The bureau asks an authority, an authority asks the bureau; check the addressee
refusal-NO_CASE = A request of the bureau names an open case; give its number, or write a note
refusal-CASE_CONCLUDED = The case is concluded ({ $number }); write a note
refusal-STATUTORY_DATE_REQUIRED = Give the statutory date of the case
refusal-NO_REGULATORY_MATTER = A request of an authority names a regulatory matter; name it, or write a note
refusal-NOT_REQUESTED = Only { $to }, which was asked, may do that
refusal-NOT_ASKER = Only { $from }, which asks, may do that
refusal-REQUEST_WITHDRAWN = The request was withdrawn: no reply is needed
refusal-REQUEST_REDIRECTED = The request was redirected to another department
refusal-REQUEST_CONFIRMED = The reply was confirmed at { $at }; the asker asks again when the facts change
refusal-COMPETENCE_OPEN = The addressee said that it is not competent; the asker redirects or upholds first
refusal-OPINION_REQUIRED = Say agree, disagree, conditional or no_opinion
refusal-REPLY_TEXT_REQUIRED = A part of a reply has a text
refusal-REQUEST_VERSION = You read version { $read }, version { $now } is asked now; read it and reply to that
refusal-NO_CLARIFICATION = No question { $question } waits for an answer; check its number
refusal-CLARIFICATION_OPEN = A question waits for its answer already
refusal-NOTHING_ASKED = The request is ‘{ $state }’: that cannot be done now
refusal-EXTENSION_LATE = The term ended at { $due }: an extension is asked before; reply as soon as you can
refusal-EXTENSION_USED = The term is extended { $times } times at most
refusal-EXTENSION_PENDING = An extension is asked already
refusal-NO_EXTENSION = No extension waits for a decision; one that was not decided falls with the term
refusal-EXTENSION_DAYS = An extension has 1 to { $most } working days
refusal-COMPETENCE_UPHELD = The asker has upheld the addressee; ask for a consultation
refusal-NOT_DECLINED = The addressee did not say that it is not competent
refusal-REDIRECT_LIMIT = Redirected { $hops } times; ask for a consultation
refusal-NOTHING_TO_CONFIRM = There is no reply to confirm; silence is no consent
refusal-NOT_ASKED_BESIDE = { $department } was not asked beside it
refusal-NOTHING_TO_SHARE = There is no reply to share
refusal-NO_NOTE = There is no such note or countersigning
refusal-NOTE_KNOWN = It was put on record already
refusal-NOTE_CLOSED = The countersigning has ended
refusal-NOT_SIGNER = Neither you nor your section was asked to sign
refusal-SIGNER_REQUIRED = Choose officers or sections to sign
refusal-SIGNED_BEFORE = You signed before
refusal-NOT_RESPONSIBLE = The responsible officer collects and merges opinions

# Official documents
refusal-DOCUMENT_PART_EMPTY = { $place ->
    [office] The issuing office
    [mark] The mark at the top
    [title] The title
    [main_recipients] The main recipient
    [body] The text
    [attachments] The name of an attachment
    [signature] The signing office
    [remark] The remark
    [copies] A recipient of a copy
    [printed_by] The printing office
    [present] Who was present
    [excused] Who was excused
    [observers] Who observed
   *[other] A part of the document
 } is missing; fill it in
refusal-DOCUMENT_CONTROL_CHARACTER = The document has a line end or control character ({ $place }, { $character }); remove it. A paragraph is one line
refusal-DOCUMENT_TOO_LONG = The document is too long ({ $characters } characters, at most { $max }); shorten it or attach a part of it
refusal-DOCUMENT_NUMBER_SHAPE = A document number is written code〔year〕serial号, such as 测审批函〔2026〕3号
refusal-DOCUMENT_NUMBER_OFFICE_CODE = The code of the office has letters only: no digits, blanks or brackets
refusal-DOCUMENT_NUMBER_YEAR = The year of a document number has four digits, such as 2026
refusal-DOCUMENT_NUMBER_SERIAL = The serial of a document number counts from 1, without leading zeros
refusal-FONTS_MISSING = The folder of fonts { $folder } has no font for { $face }; the system administrator lays one down, then try again
refusal-FONT_LACKS_CHARACTER = No font has these characters: { $characters }. The system administrator lays down a font that has them (such as SimSun-ExtB), or write them in their standard form. The DOCX can be had meanwhile
refusal-DOCUMENT_PDF_NOT_BUILT = This platform was built without PDF; take the DOCX. For PDF the system administrator installs the program that has it
refusal-DOCUMENT_LAYOUT_FAILED = The document could not be set and nothing was issued. Call the duty phone
