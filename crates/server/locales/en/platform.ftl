# The shell, the login page and the pages of failures
product = Shenguan exchange
skip-to-main = Skip to the main part
search-label = Search
search-hint = Number, company name or credit code
large-text = Large text
other-language = 中文
logout = Log out
not-classified = This platform is not for classified matters: do not enter or send state or work secrets
nav-main = Main navigation
nav-work = My work
nav-todo = To do
nav-sent = Sent
nav-inquiry = Search and oversight
nav-register = City register
nav-people = Roster
nav-system = System
count-before = in all
count-after = items
duty-phone = Duty phone
login-title = Log in
login-username = Account
login-password = Password
login-button = Log in
login-help = If you forgot the password or the account does not work, ask your department's responsible officer or call the duty phone.
login-wrong = Account or password is wrong.
login-wrong-tries = Account or password is wrong. { $tries ->
    [one] 1 try is left.
   *[other] { $tries } tries are left.
}
login-too-often = Too many wrong tries for this account. Try again in { $minutes ->
    [one] 1 minute.
   *[other] { $minutes } minutes.
}
failure-clause = Under { $clause } of document 66
failure-nothing-changed = Nothing was submitted and nothing was changed.
failure-call = If you need help, call { $phone }.
failure-number = Number { $id }
failure-back = Back to the first page
form-errors = { $count ->
    [one] 1 thing has to be changed
   *[other] { $count } things have to be changed
}
pages-label = Pages
pages-next = Next page
side-approval = approval bureau
side-regulation = regulatory authority
side-oversight = oversight
side-government = government
side-other = other
system-lead = Accounts of officers, keys of departments' systems.
system-filter = Filter
system-all = All departments
system-cut = Each table shows its first 500 rows only; filter by department.
system-accounts = Accounts
system-name = Name
system-department = Department
system-section = Section
system-state = State
system-acts = Actions
system-enabled = In use
system-disabled = Disabled
system-enable = Enable
system-disable = Disable
system-reset = Reset password
system-reset-effect = The present password of { $username } stops working at once, and whoever is logged in has to log in again. The new password is shown once.
system-new-account = New account
system-officer = Officer
system-officer-hint = officers in office who have no account yet
system-choose = Choose
system-cancel = Cancel
system-once-hint = made by the platform and shown once
system-once = This is shown once; the platform does not keep it. Hand it over in person or by a safe way. If it is lost, a new one has to be made.
system-noted = I have noted it
system-account-made = The account was made
system-password-reset = The password was reset
system-password = Password
system-disabled-done = Account { $username } was disabled and logged out.
system-enabled-done = Account { $username } was enabled.
system-keys = API keys
system-key-name = Name
system-flags = Uses
system-flag-push = Push
system-flag-receive = Receive
system-flag-read = Read
system-created = Made
system-revoked = Revoked
system-revoke = Revoke
system-revoke-effect = Once revoked, the key “{ $name }” of { $department } stops working at once and for ever: systems that use it can no longer connect.
system-revoked-done = Key “{ $name }” was revoked.
system-new-key = New key
system-key-made = The key was made
system-key = Key
todo-arrived = { $count ->
    [one] 1 new item, press to show it
   *[other] { $count } new items, press to show them
}
