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
nav-notices = Notices
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
login-then-back = Please log in; you then come back to where you were.
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
todo-arrived = { $count ->
    [one] 1 new item, press to show it
   *[other] { $count } new items, press to show them
}
