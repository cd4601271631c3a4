# Imports and exports: work in the background, imports, previews of files
nav-jobs = Imports, exports
jobs-lead = Imports and exports of long lists run in the background. You may leave the page; the menu tells you when one is done.
jobs-empty = No import or export yet
jobs-empty-more = Imports, and exports of long lists, are listed here and kept for 7 days after they end.
job-work = Work
job-standing = Standing
job-progress = Progress
job-created = Submitted
job-ended = Ended
job-count = { $done } of { $total } rows done
job-refused-count = { $count } { $count ->
    [one] row
   *[other] rows
 } not taken
job-state-laid = Checked, not started
job-state-waiting = Waiting
job-state-running = Under way
job-state-done = Done
job-state-failed = Failed
job-state-cancelled = Stopped
job-kind-import-departments = Import departments and sections
job-kind-import-items = Import approval items
job-kind-import-agreements = Import handover agreements
job-kind-import-roster = Import the roster
job-kind-import-approvals = Push approval outcomes in bulk
job-kind-import-legacy = Enter permits from before go-live
job-kind-import-penalties = Push penalty decisions in bulk
job-kind-export = Export
job-may-leave = It runs row by row in the background; you may leave this page.
job-stopping = It was asked to stop. The rows under way are finished; what is done stays done.
job-cancel = Stop
job-cancel-asked = It was asked to stop; what is done stays done.
job-refresh = Refresh
job-download = Download the file
job-kept-until = Kept until { $moment }; then the file and the rows are deleted.
job-wrong-rows = Download { $count } { $count ->
    [one] row
   *[other] rows
 } not taken
job-wrong-hint = Mend the downloaded file and import it again; rows that were taken are not done twice.
job-again = Import again
job-rows = Row by row
job-rows-filter = Which rows
job-rows-all = All
job-rows-refused = Only those not taken
job-rows-none = Every row was taken.
job-row = Row
job-outcome = Outcome
job-why = Why
job-number = Number
job-row-taken = Done
job-row-already = Done before
job-row-refused = Not taken
import-new = Import a list
import-title = Import a list
import-lead = First checked, then imported: each row is checked and what is wrong is listed; nothing is done before you confirm.
import-none-open = Your role lets you import nothing.
import-what = What to import
import-late-reason = Why the pushes are late
import-late-hint = (needed for approval outcomes and penalty decisions)
import-file = File
import-file-hint = (XLSX or CSV, at most 20 MB; nothing classified)
import-check = Upload and check
import-check-hint = This step only checks.
import-templates = Templates
import-about = What it is
import-template = Download
import-template-hint = The second row is an example; delete it. Columns may stand in any order; columns that are not known are not read.
import-about-departments = Code, name, side and sections. Departments that are there are left as they are.
import-about-items = Code, name and section of the bureau. Items that are there are left as they are.
import-about-agreements = Which authority regulates an item, by which clause, from when. The lines of one agreement are entered as one.
import-about-roster = Officers in their roles: department, section, post, contact and first day.
import-about-approvals = The public licence list; each row is pushed to the authority of the agreement and has its receipt window.
import-about-legacy = Permits from before go-live: they say who is responsible, without clock and receipt.
import-about-penalties = The public penalty list; each row is pushed to the approval bureau.
import-checked-title = What was found
import-total = { $count } { $count ->
    [one] row
   *[other] rows
 }
import-outcome = { $ready } can be imported, { $refused } cannot
import-nothing-done = So far the file was only checked; nothing is done yet.
import-already = { $count } more { $count ->
    [one] row was
   *[other] rows were
 } imported before and will not be done twice.
import-partly-tried = The first 1,000 rows were tried one by one; the others were checked for their form and are judged when they are imported.
import-other-sheets = Only the first worksheet is read; not read: { $names }.
import-wrong-hint = { $count } { $count ->
    [one] row
   *[other] rows
 } will not be imported. You may import the others now, mend the wrong ones in the downloaded file, and import them again.
import-start = Import { $count } { $count ->
    [one] row
   *[other] rows
 }
import-other-file = Another file
import-wrong = { $count } wrong { $count ->
    [one] row
   *[other] rows
 }
import-column = Column
import-more-wrong = Only the first 200 are listed; all of them are in the downloaded file.
import-first = The first rows of the file
import-wrong-file = rows not taken
refusal-JOBS_TOO_MANY = Five of your jobs are waiting or running; wait until one is done
refusal-JOB_OWNER_GONE = Its owner has left or may do this no longer; the other rows were not done
refusal-JOB_NOT_READABLE = The file cannot be read; nothing was done. Send it in again
refusal-JOB_GIVEN_UP = It did not succeed after several tries and was stopped. Submit it again, or call the duty phone
refusal-JOB_FILE_TOO_LARGE = The file would be too large and was not made; choose less
refusal-IMPORT_WHAT = Choose what to import
refusal-IMPORT_NOT_OPEN = Your role cannot import this list; ask the responsible officer or the administrator
refusal-IMPORT_TOO_LARGE = The file is larger than 20 MB; split it
refusal-IMPORT_FILE_MISSING = Choose an XLSX or CSV file
refusal-IMPORT_NO_ROWS = The file has a heading and nothing below it
file-take = Download
file-nameless = File without a name
file-open = Open by itself
file-picture = Picture: { $name }
file-frame-hint = If nothing is shown below, open it by itself or download it.
file-no-preview = This kind of file has no preview
file-no-preview-more = Download it and open it with its program.
files-all = Download all ({ $count } { $count ->
    [one] file
   *[other] files
 }, ZIP)
files-archive = { $number } attachments
files-hashes = hashes
read-act-zip = Attachments
