## Fixed names
role-sa-administrator = Smart Account Administrator
role-sa-approver = Smart Account Approver
role-sa-user = Smart Account User
role-sa-viewer = Smart Account Viewer
role-va-administrator = Virtual Account Administrator
role-va-user = Virtual Account User
role-va-viewer = Virtual Account Viewer
right-request-decide = decide access requests
right-account-edit = change the account’s properties
right-agreement-accept = accept agreements
right-member-view = see who has access
right-member-manage = give and end access
right-virtual-account-create = create Virtual Accounts
right-virtual-account-edit = change Virtual Accounts
right-group-manage = manage groups
right-use = work with what the account owns
right-view = look at what the account owns
right-event-view = read the event log
right-notification-manage = choose extra notification addresses
access-request-pending = Pending
access-request-approved = Approved
access-request-denied = Denied
access-request-withdrawn = Withdrawn
access-request-expired = Expired
denial-not-known = Not known to us
denial-wrong-account = Wrong account
denial-wrong-role = Wrong role
denial-needs-sponsor = Needs a sponsor
denial-other = Other
denial-contract-ended = The contract has ended
denial-type-not-offered = The contract does not offer this access type
smart-account-customer = Customer
smart-account-holding = Holding
smart-account-pending = Not active yet
smart-account-active = Active
smart-account-suspended = Suspended
smart-account-unrestricted = Anyone who knows the identifier sees the name and type
smart-account-restricted = Hidden from people outside
support-case-open = Open
support-case-answered = Waiting for its opener
support-case-closed = Closed
support-case-solved = Solved
support-case-low = Low
support-case-normal = Normal
support-case-high = High
support-case-urgent = Urgent

## Around every page
layout-skip = Skip to the content
layout-language = Language
layout-colon = :
layout-crumbs = Where you are
layout-help = Help
layout-privacy = Privacy
layout-contacts = Contacts
layout-site-map = Site map
layout-terms = Terms of use
layout-legal-notice = Legal notice
layout-accessibility-full = Accessibility: fully compliant
layout-accessibility-partial = Accessibility: partially compliant
layout-accessibility-none = Accessibility: not compliant
layout-accessibility-not-stated = Accessibility: not stated
layout-manage-account = Manage my account
layout-profile = Profile
layout-comma = ,

## Home
home-title = Home
home-sentence = Ask for access to your company’s accounts, and know who answered.
home-morning = Good morning, { $name }
home-afternoon = Good afternoon, { $name }
home-evening = Good evening, { $name }
home-lead = Everything your roles open, in one place.
home-waiting = { $count ->
    [one] You have one request waiting for an answer.
   *[other] You have { $count } requests waiting for an answer.
}
tile-open = Open
tile-shut = you hold no role that opens it
tile-by-contract = Ask by a contract

## Signing in
session-log-in = Log in
session-log-out = Log out
session-create-account = Create an account
session-forgotten = Forgot your user ID or password?
session-cannot = I cannot log in: write to support
session-name = User ID or e-mail
session-password = Password
session-both-needed = Type your user ID or e-mail address, and your password.
session-wrong = That user ID or e-mail address and that password do not belong together. Try again, or set a new password.
session-too-many = { $minutes ->
    [one] Too many attempts. Wait one minute, then try again; or have a link sent to you by mail, under “Forgot your user ID or password?”.
   *[other] Too many attempts. Wait { $minutes } minutes, then try again; or have a link sent to you by mail, under “Forgot your user ID or password?”.
}

## Signing up, and finding back in
sign-up-lead = Tell us who you are. We send a link to your address, and you choose your user ID and password there.
sign-up-email-hint = The one you use at work: administrators see it when you ask for access.
sign-up-continue = Send me the link
sign-up-known = I have an account already
sign-up-sent-words = We have sent a link to that address. Follow it within two days. Nothing after a few minutes? Look in the spam folder, or check the address and try again.
sign-up-confirm = Finish your account
sign-up-confirm-lead = { $email } is yours. Choose how you log in.
sign-up-welcome = Your account is ready.
mail-check = Check your mail
link-dead = This link no longer works
link-dead-words = It was used already, or it is too old. Ask for a new one.
link-too-many = { $minutes ->
    [one] Too many attempts. Wait one minute, then try again.
   *[other] Too many attempts. Wait { $minutes } minutes, then try again.
}
forgot-lead = Type what you remember. If we know it, we send your user ID and a link to set a new password.
forgot-send = Send me a link
forgot-sent-words = If we know that user ID or address, a mail is on its way. Nothing after a few minutes? Try another address you may have used.
set-up-title = Set up Parvis
set-up-lead = You are the first operator. Operators create accounts and look after mail and requests that nobody answers.
set-up-link-dead = It was used already, or it is more than a day old. Where there is no operator yet, the next start of Parvis prints another.
set-up-email-hint = A link is sent there. The address is yours once you follow it.
set-up-welcome = Your account is ready. Follow the link that is sent to your address once mail goes out.

## Passwords
password-hint = At least { $least } characters. A few words nobody would put together are easy to remember and hard to guess.
password-new = New password
password-current = Current password
password-choose = Choose a new password
password-choose-lead = You will be logged out everywhere else.
email-take-back = Take the change of address back
email-take-back-lead = Your mail goes to { $email } again. You choose a new password, and everybody who is logged in as you is logged out.
email-taken-back = Your mail goes to the address of before again, and your new password is saved.
email-take-back-taken = Somebody else uses this address now. Ask the people who run this installation to put one in place that is yours.
password-save = Save the password
password-saved = Your new password is saved. You are logged out everywhere else.
password-too-short = Use at least { $least } characters.
password-too-long = Use at most { $most } characters.
password-too-easy = This password is easy to guess. Add a word or two.
password-wrong = This is not your current password.

## Profile
profile-title = Profile management
profile-manage = Manage profile
profile-your = Your profile
profile-update = update your profile
profile-about = About you
profile-organisation = Company or organisation
profile-full-name = Full name
profile-email = E-mail
profile-user-id = User ID
profile-user-id-hint = 2 to 64 letters a to z, digits, dots, hyphens or underscores.
profile-user-id-taken = Somebody has this user ID. Choose another.
profile-phone = Phone
profile-time-zone = Time zone
profile-save = Save
profile-saved = Your profile is saved.
profile-why = Administrators see your profile when you ask for access.
own-data-title = Your data
own-data-download = Download your data
own-data-lead = One file (JSON) with all that is kept of you here: your profile and addresses, roles and access, requests and what was decided, messages, support cases, invitations, e-mail sent to you, log-ins, preferences, and what the event log says of you and of what you did.
own-data-without = Left out is what belongs to others: what those who decide and support say among themselves, and who reviewed what. That you took the file stands in the event log.
own-data-button = Download the file
own-data-file = All that { $address } keeps of you. Moments are in UTC.
own-data-erasure = Correction and erasure
own-data-erasure-words = You correct your profile and your address yourself. When you leave, the people who run this service can erase you: open a support case and ask for it.
profile-no-email = No address yet
profile-new-email = New e-mail address
profile-email-change = Change the address
profile-email-sent = A link is on its way to the new address. Your mail goes there once you follow it.
profile-email-confirm = Use this address
profile-email-confirm-lead = From now on your mail goes to the address this link was sent to.
profile-email-dead = It was used already, or it is too old. Ask for the change again on your profile.
profile-email-saved = Your mail goes to the new address now.
profile-email-taken = This address belongs to another sign-in. Log in with that one, or use another address.
email-verified = verified

## Forms
form-submit = Submit
form-cancel = Cancel
form-change = change
form-faults = Something needs your attention
form-fault-of = { $field }: { $fault }
form-fault-of-question = { $field } { $fault }
form-stands = Now it says “{ $value }”.
form-stands-empty = Now it is empty.
field-optional = optional
field-missing = Fill this in.
field-email = Type an e-mail address, such as name@company.example.
field-phone = Type a phone number with digits, such as +33 4 72 00 00 00, or leave this empty.
field-date = Type a date as year-month-day, such as 2027-03-31.
field-date-missing = Choose a date.
field-date-passed = This date has passed. Choose a later one.
field-too-short = Write at least { $least } characters; you have { $found }.
field-too-long = Write at most { $most } characters; you have { $found }.
field-not-showable = This holds characters that cannot be shown. Type it again rather than pasting it.
counter-remaining = { $n ->
    [one] { $n } character remaining
   *[other] { $n } remaining
}
counter-remaining-one = {"{n}"} character remaining
counter-remaining-other = {"{n}"} remaining
counter-over = { $n ->
    [one] { $n } character too many
   *[other] { $n } characters too many
}
counter-over-one = {"{n}"} character too many
counter-over-other = {"{n}"} characters too many
pager = Pages
pager-first = Back to the beginning
pager-next = Next page
filter-all = All
filter-apply = Filter
filters = Filters
filters-set = Filters ({ $count } set)

## Access management
access-management = Access management
access-services = Services & Support
access-smart-accounts = Smart Accounts
access-tab-title = { $tab } – Access management
access-back-to-profile = Back to profile management
access-view-requests = View your access requests
access-view-requests-lead = Ask to be let into an account, and see what became of what you asked.
access-your-accounts = Your Smart Accounts
access-no-accounts = You hold no role in a Smart Account yet. Ask for access to one, and it appears here.
access-type-smart-account = Smart Account
deciders-smart-account = Smart Account Administrators
# As those who decide stand in a sentence: whom we remind, and whom one writes to.
deciders-named = the administrators
deciders-named-support = Support
deciders-named-programme = the programme’s deciders
deciders-named-to = the administrators
deciders-named-to-support = Support
deciders-named-to-programme = the programme’s deciders
deciders-support = Support
deciders-programme = Programme deciders
role-until = until { $date }
role-allows = Allows you to:
role-allows-on-part = On this Virtual Account and those in it, allows you to:
programme-access = Access
contract-requests = Contract requests
contract-ask = Request access to a contract
contract-ask-lead = One number is enough: the contract number, the bill-to ID, or the serial number of a product it covers.
contract-ask-section = The contract
contract-asked-number = Contract number, bill-to ID or serial number
contract-asked-number-hint = Letters and digits; spaces, hyphens and capitals do not matter
contract-asked-access = Access type
contract-access-added = { $number }: you have access from now on.
contract-access-held = { $number }: you had this access already. It is given anew, and until when stands below.
contract-access-denied = { $number }: the request was declined. Why stands below.
next-evaluated = What is known of the number is compared with your e-mail address at once.
next-support-decides = Where that does not settle it, Support decides.
entitlement-given = What was given
entitlement-renew = Renew
entitlement-renewed = Renewed.
taking-away = Take the access away
taking-away-link = Take away
taking-away-at-once = Their access ends at once: what it opens is shut. What they have by other requests stays.
taking-away-told = They are told by e-mail that you took it away, when and why.
taking-away-again = They can ask for it again. It is then given by whoever decides, and never at once.
taking-away-words = Why do you take it away?
taking-away-hint = { $least } to { $most } characters. They read it word for word.
taking-away-send = Take the access away
taking-away-done = { $name } no longer has this access, and is told.
programme-requests = Requests: { $name }
programme-ask = Ask for access
programme-held = What you have
programme-identifier-hint = For example { $example }
programme-identifier-fault = This is not shaped like one; capitals and hyphens count. An example: { $example }
answer-missing = Choose an answer.
answer-needed = Give an answer.
answer-date-missing = Give the date.
answer-access-missing = Choose the access.
answer-year-out-of-range = Give a day from { $first } to { $last }: check the year.
answer-not-offered = Choose one of the answers offered.
answer-yes = Yes
answer-no = No

## Asking
access-request-new = Request access to an existing Smart Account
access-request-ask = Request access
access-request-lead = Ask for access to a Smart Account or holding account that exists already. We send you the administrators’ answer by e-mail.
access-request-check-profile = These details go to { $to }, for the decision. Check that they are correct before you send.
access-request-check-profile-again = Your profile above goes with the request: check it before you send.
access-request-list = Your access requests
access-request-none = You have asked for nothing yet. When you do, you can follow it here.
access-request-no-mail = No mail means that nobody has decided yet. We remind those who decide, and you can too.
access-request-reason = Reason for request
access-request-reason-hint = Say what you need to do and for whom. { $least } to { $most } characters.
access-request-send = Send request
access-request-see = See your request
access-request-see-decision = See that decision
access-request-denied-before = You asked before, and the answer was no.
account-domain-section = Smart Account domain identifier
account-domain-identifier = Account domain identifier
account-name = Account name
account-type = Account type
account-status = Status
account-visibility = Visibility
account-aliases = Also known as
account-your-roles = Your roles
account-already-member = You are in this account already. You may ask for more.
account-not-shown = No name is shown for this identifier. Check that it is spelled right; if it is, send your request.
identifier-hint = The domain name the account is known by, such as company.example. Your administrators can tell you.
identifier-empty = Type the account’s domain identifier, such as company.example.
identifier-spaces = An identifier has no spaces in it. Type it like company.example.
identifier-address = This is an address. Type only the domain in it, such as company.example.
identifier-email = This is an e-mail address. Type only what stands after the @, such as company.example.
identifier-number = An identifier is a name, not a number. Type it like company.example.
identifier-too-long = This is longer than any identifier. Type a name such as company.example.
identifier-empty-label = Two dots stand side by side, or a dot comes first. Type it like company.example.
identifier-hyphen = No part of an identifier begins or ends with a hyphen. Type it like my-company.example.
identifier-single-label = An identifier has at least one dot in it. Type it like company.example.
identifier-not-allowed = An identifier holds letters, digits, hyphens and dots. Type it like company.example.
identifier-suggestion = Did you mean
identifier-too-many = You have looked up many identifiers. Wait an hour, or ask your administrators for the right one.
wish-summary = Say which part, role or period
wish-role = Role wanted
wish-any-role = Let the administrators choose
wish-any-scope = Let the administrators choose
wish-no-role = Access, with a role the administrators choose
wish-until = Until
wish-until-latest = { $date } at the latest
decision-until-latest = { $date } at the latest; left empty, it is that day
wish-on = { $role } on { $scope }
wish-entire = the entire Smart Account
wish-until-words = { $what }, until { $date }
next-title = What happens next
next-decided-by = Decided by: { $who }
next-told = The administrators are told at once.
next-deciders-told = Those who decide are told at once.
next-decided = One of them decides, and we send you the answer.
next-reminded = If nobody answers, we remind them on days { $days }.
next-escalated = On day { $day } an operator steps in.
sent-title = Access request sent
sent-told = { $count ->
    [one] Your request is on its way to the administrator of { $identifier }.
   *[other] Your request is on its way to { $count } administrators of { $identifier }.
}
sent-told-someone = Your request is on its way to the administrators of { $identifier }.
sent-told-deciders = Your request for { $identifier } is on its way to { $who }.
sent-no-decider = Nobody can decide for { $identifier } just now, so your request has gone to the operators.
sent-what-next = Your request will be looked at. We send you an e-mail as soon as there is an answer.
sent-what-next-told = { $count ->
    [one] As soon as the administrator has decided, we send you an e-mail.
   *[other] One of them decides, and we send you an e-mail.
}
sent-what-next-operators = They look for somebody who can decide. We send you an e-mail as soon as there is an answer.
sent-remind-from = You can remind them from { $date }.

## Following a request
access-request-title = Your access request
access-request-waiting = Nobody has decided yet. You need not do anything: we remind { $who } and write to you when there is an answer.
access-request-asked = Asked for
access-request-granted = Granted
access-request-differs = other than asked
message-title = Message to { $to }
message-lead = Your message becomes part of the request. Those who can decide are told by e-mail; you do not see their addresses, and the time of the request goes on. You can write once a day.
message-field = Your message
message-hint = { $least } to { $most } characters.
message-send = Write to { $to }
message-sent = Your message is on its way to those who can decide.
message-from = You have written already. You can write again from { $from }.
request-administrators = Who can decide
request-administrators-more = { $count ->
    [one] { $names } and one more
   *[other] { $names } and { $count } more
}
access-request-actions = What you can do
access-request-again = Ask again
access-request-again-from = You can ask for the same again from { $from }.
request-decided-by = Decided by
entitlement-open = Open { $name }
sent-held = You have this already: { $what }. If the request is approved, what it gives takes its place.
message-too-late = The request was decided before your message came: it was not sent, and nobody reads it. What you wrote stands here for you to keep.
access-request-stuck = Stuck?
access-request-questions = Questions about this?
action-view = View
action-remind = Send reminder
action-remind-from = from { $date }
action-withdraw = Withdraw
reminder-sent = Your reminder is on its way.
withdrawal-done = Your request is withdrawn.
timeline-title = What happened
timeline-sent = The request was sent.
timeline-approved = Approved.
timeline-you-are-evaluated = Approved at once, by what is known of the contract and of your addresses.
timeline-approved-by = Approved by { $name }.
timeline-approved-by-you = Approved by you.
timeline-approved-evaluated = Approved at once: an address of the person lies in a domain of the contract.
timeline-denied = Declined: { $reason }.
timeline-denied-by = Declined by { $name }: { $reason }.
timeline-denied-by-you = Declined by you: { $reason }.
timeline-denied-evaluated = Declined at once: { $reason }.
timeline-withdrawn = The request was withdrawn.
timeline-expired = Nobody answered in time, and the request expired.
timeline-nudged = The requester sent a reminder.
timeline-nudged-by-you = You sent a reminder.
timeline-nudged-reached = { $count ->
    [one] The mail server has taken your reminder to one person.
   *[other] The mail server has taken your reminder to { $count } people.
}
timeline-nudged-partly = { $count ->
    [one] Your reminder goes to one person; their mail has not been accepted yet.
   *[other] Your reminder goes to { $count } people; mail for { $sent } has been accepted so far.
}
timeline-reminded = We reminded { $who }.
timeline-reminded-by-support = Support reminded those who decide.
timeline-escalated = Nobody had answered, so an operator was told.
timeline-no-decider = Nobody could decide, so the operators were told at once.
timeline-expiry-announced = We warned that the request expires on { $date }.
timeline-expiry-warned = The requester was warned that the request expires.
timeline-decision-refused = { $name } tried to decide in a way that is not allowed.
timeline-decision-refused-for-you = You tried to decide in a way that is not allowed.
timeline-will-remind = Next: on { $date } we remind { $who }.
timeline-will-escalate = If nobody answers by { $date }, an operator steps in.
timeline-will-expire = If nobody answers by { $date }, the request expires.
timeline-part-gone = { $name } was deleted; the request goes on without it.
timeline-entitlement-announced = We wrote that the access ends soon.
timeline-entitlement-moved = The access now ends after { $date }.
timeline-entitlement-given-back = The access was given back.
timeline-entitlement-taken-away = { $name } took the access away.
timeline-entitlement-taken-away-by-you = You took the access away.
timeline-entitlement-taken-away-now = The access was taken away.
timeline-entitlement-lapsed = The access ended: its time was over.
timeline-entitlement-contract-ended = The access ended with the contract.
timeline-entitlement-replaced = A later approval took the place of this access.
timeline-entitlement-holder-erased = The access ended: the person has left.
entitlement-state-given-back = given back
entitlement-state-taken-away = taken away
entitlement-state-lapsed = ended
entitlement-state-contract-ended = contract ended
entitlement-state-replaced = replaced
entitlement-state-holder-erased = person has left
timeline-last-part-gone = { $name } was deleted; an administrator of the account will choose what fits.

## Columns
column-identifier = Account, contract number, bill-to ID or serial number
column-for = For
column-access-types = Access types
column-request-date = Request date
column-status = Status
column-administrators = Administrators
column-actions = Actions
column-name = Name
column-inside = Inside
column-person = Person
column-role = Role
column-since = Since
column-until = Until
column-source = Comes from
column-when = When
column-what = What
column-about = About
column-who = Who
column-origin = By way of
origin-page = a page
origin-file = a file
origin-rule = a rule
origin-system = the system
origin-program = a program
column-changed = Last changed
column-mail-to = To
column-mail-subject = Subject

## The administrators’ desk
smart-account-manage = Manage Smart Account
smart-account-manage-summary = People, Virtual Accounts, requests and the event log.
smart-account-manage-none = You manage no Smart Account. Ask for access to one with the role you need.
desk-users = Users
desk-users-who = Who has access
desk-virtual-accounts = Virtual Accounts
desk-requests = Requests
desk-access-requests = Access requests
desk-properties = Properties
desk-properties-details = Details
desk-events = Event log
desk-pending = pending
desk-asks-for-access = { $name } asks for access
desk-no-requests = No requests here. You get a mail when somebody asks.
virtual-account-default = Default
users-none = Nobody holds a role here yet.
events-none = Nothing has happened here yet.
group-a = Group
lone-administrator = This account has only one administrator. Ask a second person to take the role, so that requests are answered when the first is away.
source-request = a request
source-rule = an automation rule
source-rule-named = the rule { $name }, version { $version }
source-import = import
source-administrator = an administrator
source-creation = creation of the account
decision-actions = Available actions
decision-approve = Approve
decision-approve-hint = Access works as soon as you submit.
decision-decline = Decline
decision-decline-hint = The requester is told why, and may ask again later.
decision-scope = Scope of access
decision-entire = Entire Smart Account
decision-entire-hint = All Virtual Accounts, also future ones.
decision-selected = Selected Virtual Accounts
decision-selected-hint = Only those you tick, and what is nested in them.
decision-role = User role
decision-choose-role = Choose a role
decision-note = Note to the requester
decision-note-hint = They read it in the mail and on their request.
decision-reason = Reason
decision-choose-reason = Choose a reason
decision-words = In your own words
decision-outcome-missing = Choose whether to approve, decline or propose something else.
decision-scope-missing = Choose what the access is for.
decision-choose-access = Choose the access
decision-access = Access
decision-access-missing = Choose which access to give.
decision-role-missing = Choose a role.
decision-class-missing = Choose a reason.
decision-approved = You approved it. { $name } has access now, and gets a mail.
decision-declined = You declined it. { $name } gets a mail with your reason.
decision-not-recorded = Your decision was not recorded: the request was settled already.
decision-not-recorded-words = What you had written is kept here for you to copy:
settled-approved = { $name } approved this on { $at }.
settled-approved-by-you = You approved this on { $at }.
settled-approved-evaluated = Approved without a decision on { $at }: an address of the person lies in a domain of the contract.
settled-denied = { $name } declined this on { $at }: { $reason }.
settled-denied-by-you = You declined this on { $at }: { $reason }.
settled-denied-evaluated = Declined without a decision on { $at }: { $reason }.
settled-withdrawn = The requester withdrew this on { $at }.
settled-expired = This expired on { $at }: nobody had answered.
known-title = What is known
known-inside = inside the domain
known-inside-words = A verified address lies in { $domain }.
known-outside = other domain
known-outside-words = No verified address lies in { $domain }.
known-entitled = Has access elsewhere
known-entitled-same = Has what is asked for
known-entitled-same-words = An approval takes its place, also where it ends earlier.
known-number-none = unknown number
known-number-none-words = No contract number, bill-to ID or serial number is { $number }.
known-number-several = several meanings
known-number-several-words = The number leads to more than one thing, so it gives nobody access at once.
known-number-ended = ended
known-number-ended-words = All that the number leads to has ended: nothing can be given by it.
known-number-serial = Serial number
known-number-bill-to-words = It covers contracts added to it later, too.
known-number-more = and { $count } more
known-contract-no-domain = no verified domain
known-contract-no-domain-words = Nobody is given access by it at once.
known-contract-inside-words = A verified address lies in a domain of the contract.
known-contract-outside-words = No verified address lies in a domain of the contract.
known-member = has access already
known-member-asked = Already has what is asked for.
known-member-more = and more roles
known-member-through = through the group { $name }
known-denied = declined before
known-denied-words = An earlier request was declined on { $date }.
known-first = no earlier refusal
known-first-words = Nothing was refused to this person here before.
roles-allow = What each role allows

## Operators: accounts and people
smart-account-lapsed = Lapsed
source-operator = an operator
consequences = What this does
operator-search = Begins with
operator-none-found = Nothing begins like this. Try less of it, or another status.
operator-people = People
operator-pending = Requests waiting
operator-last-seen = last here on
operator-none-reached = Nobody who administers this account without an end date can be reached.
operator-another-administrator = Another administrator
operator-name-administrator = Name this administrator
operator-aliases = Aliases
operator-aliases-lead = You may set any alias that no other account has; make sure that the domain is theirs.
operator-aliases-save = Save the aliases
operator-invitations-a-day = Invitations in a day
operator-invitations-hint = How many this account, and whoever invites for it, may send. Empty: as many as accounts of its age may, { $count } today.
operator-invitations-save = Save the number
operator-invitations-saved = The number of invitations is saved.
operator-invitations-wrong = Write a number from 0 to { $most }, or leave it empty.
operator-account-log = What happened lately
operator-name-hint = They can decide and manage everything in this account, at once, and are told by mail.
operator-administrator-named = { $name } administers the account now, and gets a mail.
operator-administrator-no-mail = This person has no working e-mail address. Choose somebody who can be reached.
operator-suspend = Suspend the account
operator-suspend-lead = For as long as it is suspended the account opens nothing to anybody.
operator-suspend-title = Suspend { $name }?
operator-suspend-nothing = Nobody can use the account, ask for access to it, or approve a request.
operator-suspend-pending = { $count ->
    [0] No request is waiting.
    [one] One request stays waiting.
   *[other] { $count } requests stay waiting.
}
operator-suspend-told = Everybody with a role in it, and those who wait for an answer, are told why by mail.
operator-suspend-kept = Roles and settings are kept, and work again once the account is reactivated.
operator-suspended = The account is suspended. Those it concerns get a mail.
operator-reactivate = Reactivate the account
operator-reactivated = The account is active again. Those it concerns get a mail.
operator-reason = Reason
operator-reason-hint = It goes into the mail and the event log.
operator-deactivate = Deactivate
operator-deactivate-title = Deactivate { $name }?
operator-deactivate-reason = Reason
operator-deactivate-reason-hint = It stands in the event log. Nobody is mailed.
operator-deactivate-out = They are logged out everywhere, their links stop working, and they cannot log in.
operator-deactivate-requests = What they have asked for is withdrawn, and no mail goes to them.
operator-deactivate-kept = Their roles are kept, and work again if you let them back in.
operator-deactivate-alone = { $account } has no other administrator.
operator-events-hint = What happened in the whole installation and belongs to no account: people, duties, passwords, notification choices, what was asked for and belongs to nobody. What belongs to an account stands in its own log.
operator-deactivated = They are logged out and can no longer log in.
operator-person-reactivate = Let them back in
operator-person-locked-out = After too many wrong passwords nobody can log in under this name for a while, except in browsers where its owner has logged in before.
operator-person-unlock = Let them try again
operator-person-unlocked = They can try again at once.
operator-person-reactivated = They can log in again, and get a mail.
operator-erase = Erase
operator-erase-title = Erase { $name }?
operator-erase-gone = Their profile is emptied: name, user ID, organisation, phone and e-mail addresses. Name, phone and addresses are replaced by “Erased person” or “erased” wherever else they stand: in lists, in what others wrote, in e-mail that was kept, and in the event log. The address and the user ID are free again.
operator-erase-words = What they wrote is erased as well, and what was said in their requests and support cases.
operator-erase-ends = All their roles and access end, and open invitations to their address are withdrawn. They can never be let back in.
operator-erase-kept = What stays: that somebody asked, decided, gave and was given, when, and under which internal number. Accounts, groups, rules and agreements that they made stay, without their name.
operator-erase-others = A first name alone, initials or a user ID that somebody wrote cannot be told from others, and stay. Whoever is called the same loses that name in what was written.
operator-erase-backups = Backups taken before keep them for up to { $days ->
    [one] { $days } day
   *[other] { $days } days
}.
operator-erase-backups-unsaid = Backups taken before keep them until you delete those.
operator-erase-for-good = This cannot be undone.
operator-erase-user-id = User ID of the person to erase
operator-erase-user-id-hint = Type { $id } to confirm that you mean this person.
operator-erase-user-id-other = This is not the user ID of this person.
operator-erase-button = Erase for good
operator-erased = They are erased. What is left in texts is being looked for; that may take some minutes.
person-erased = Erased
person-erased-since = Erased on
person-erased-ending = What they hold ends bit by bit; then their profile is emptied.
person-erased-underway = What is left in texts is being looked for.
person-erased-done = Nothing tells any more who this was.
person-active = Active
person-deactivated = Deactivated
person-duties = Duties
person-operator = Operator
person-support-agent = Support agent
person-make-operator = Make operator
person-end-operator = End the operator’s duty
person-operator-hint = Operators look after accounts, people and mail, and appoint one another.
person-make-agent = Make support agent
person-end-agent = End the support agent’s duty
person-agent-hint = Support agents answer support cases, decide requests for access to contracts, and keep the contracts. Where there is no agent, operators do.
person-duty-given = They have the duty from now on, and are told.
person-duty-taken = They no longer have the duty, and are told.
person-email-new = New address
person-email-hint = You vouch that it is theirs. Both addresses are told.
person-email-replace = Replace the address
person-email-replaced = The address is replaced. Both addresses are told.
person-email-free = Free the address
person-email-free-hint = Whoever has this address today can sign up or be invited with it, as somebody new: they get none of the roles held here.
person-email-freed = The address is free.
absence-title = Your absence
absence-title-of = Absence of { $name }
absence-operator = Note an absence
absence-lead = During an absence, requests are mailed to others who can decide them, and a deputy, if one is named, decides in place of whoever is away. An absence ends by itself.
absence-from = First day away
absence-until = Last day away
absence-deputy = Deputy
absence-deputy-hint = The user ID or e-mail address of somebody who holds a role in an account where whoever is away decides. They can decide the same requests, and nothing more; both are named.
absence-save = Save
absence-saved = The absence is noted.
absence-end = End the absence
absence-ended = The absence is over.
absence-known = Away from { $from } to { $until }, without a deputy.
absence-known-deputy = Away from { $from } to { $until }. Deputy: { $name }.
home-standing-in = You decide in place of { $name }, who is away until { $until }:
refusal-own-deputy = Somebody who is away cannot stand in for themselves. Name somebody else.
refusal-deputy-unknown = Nobody with this user ID or address holds a role in an account where whoever is away decides. Check it, or name somebody else.
refusal-deputy-away = They are away on some of these days themselves. Name somebody else, or other days.
refusal-absence-ends-first = The last day lies before the first.
refusal-absence-too-long = An absence lasts a year at most.
settled-deputy = As deputy of { $name }.
event-person-absence-set = An absence was noted
event-person-absence-begun = An absence has begun
event-person-absence-over = An absence is over
person-email-failing = Mail to { $email } does not reach you.
person-email-failing-see = See why, and what to do
person-email-refused = Mail to this address has been refused since { $since }: { $said }
person-email-returned = Mail to this address came back on { $since }: { $said }
person-email-failing-means = As long as this stands, requests that you could decide are mailed to others who can, or to operators. Enter another address, or say that mail reaches you.
person-email-works = Mail reaches me
person-email-works-said = You are mailed as before.
person-administers = Administers without an end date
person-administers-none = No account.
person-alone = the only one
event-request-applicant-deactivated = A request was withdrawn, as the requester was deactivated
timeline-applicant-deactivated = The requester was deactivated, so the request was withdrawn.
event-person-deactivated = Somebody was deactivated
event-person-reactivated = Somebody was let back in
event-person-unlocked = Somebody may try again to log in
event-person-data-taken = A copy of what is kept of somebody was taken by themselves
event-person-erased = Somebody who left was erased
event-person-erasure-begun = Somebody who left is being erased
event-account-status = Status changed from “{ $before }” to “{ $status }”
event-account-status-why = Status changed from “{ $before }” to “{ $status }”: { $reason }
mail-account-suspended-subject = Suspended: { $account }
mail-account-suspended = { $account } is suspended. Until it is reactivated it opens nothing to anybody, and nobody can ask for access or approve a request. Your role is kept.
mail-account-reactivated-subject = Active again: { $account }
mail-account-reactivated = { $account } is active again, and your role works as before.
mail-request-account-suspended = The account { $identifier } is suspended, so your request for it waits. Nothing is lost.
mail-request-account-reactivated = The account { $identifier } is active again, and your request can be decided.
mail-administrator-named-subject = You administer { $account }
mail-administrator-beside-subject = { $account } has another administrator
mail-administrator-beside = An operator has named { $name } administrator of { $account }, beside you.
mail-administrator-named = An operator has named you administrator of { $account }. You can decide requests and manage everything in it from now on.
mail-administrator-of-new = An operator has created { $account } and made you its administrator. You can decide requests and manage everything in it.
mail-person-reactivated-subject = You can log in again
mail-person-reactivated = An operator has let you back in. The roles you hold work as before.
mail-approver-asleep-subject = { $name } can no longer accept agreements
mail-approver-asleep = { $name } is Smart Account Approver of { $account } and has no verified address in { $domain } any more. The role gives nothing until there is one again. If { $name } has left, end the role.
mail-approver-asleep-action = See the roles
mail-operator-appointed-subject = You are an operator
mail-operator-appointed = You have been made an operator of this installation: you look after accounts, people and mail, and decide what nobody else does.
mail-operator-removed-subject = You are no longer an operator
mail-operator-removed = You are no longer an operator of this installation. Your roles in accounts are as before.
mail-agent-appointed-subject = You are a support agent
mail-agent-appointed = You have been made a support agent of this installation: you answer the support cases that people open.
mail-agent-removed-subject = You are no longer a support agent
mail-agent-removed = You are no longer a support agent of this installation. Your roles in accounts are as before.
## The event log
events-search = Search
events-search-hint = A name, user ID, e-mail address, request or event.
events-from = From
events-to = To
events-part = Virtual Account
events-by = Who did it
events-about = About whom
events-person-hint = User ID or e-mail address.
events-any = All
events-all = Show everything
events-date-fault = Give the day as year-month-day, such as 2026-11-22.
events-order-fault = The last day comes before the first.
events-none-found = Nothing in the log is like this.
events-none-so-far = Nothing like this in the newer part of the log. Go on to look further back.
events-too-many-people = Many people are called like this, and only the first of them were looked for. Type more of the name.
events-too-many-to-export = So many people are called like this that the file would lack some of them. Type more of the name, then download it.
part-deleted = { $name } (deleted)
events-export = Export as CSV
events-export-hint = Everything that the filters leave.
events-export-bom = For a spreadsheet that shows accents wrongly
column-before = Before
column-after = After
column-value = Value
detail-applicant = Requester
detail-by = By
detail-opened-by = Opened by
detail-case = Support case
detail-changes = What changed
detail-deputy-of = In place of
detail-class = Reason
detail-code = Refusal
detail-description = Description
detail-event = Event
detail-granted-by = Given by
detail-group = Group
detail-hanging = Hung on it
detail-id = Number
detail-no = no
detail-note = Note to the requester
detail-number = Count
detail-nested = Moved up
detail-other-part = another Virtual Account
detail-raw = As it is kept (JSON)
detail-request = Request
detail-values = What it says
detail-why = Why
detail-why-lapsed = its end date came
detail-why-removed = taken away or given back
detail-why-given-back = given back
detail-why-part-deleted = the Virtual Account was deleted
detail-why-away = they went away
detail-why-deactivated = they were deactivated
detail-why-right-lost = they may not decide it any more
detail-why-replaced = given anew with a later end
detail-words = In their words
detail-for-support = In the name of Support
detail-is-told = Requester told
detail-yes = yes
## Virtual Accounts
virtual-account-new = New Virtual Account
virtual-account-new-inside = New one inside
virtual-account-create = Create the Virtual Account
virtual-account-search = Name or tag
filter-search = Search
virtual-accounts-none = There are no Virtual Accounts yet.
virtual-accounts-not-found = No Virtual Account with this name or tag. Try a shorter word.
virtual-account-inside = Nested in
virtual-account-inside-typed = The name of a Virtual Account, or nothing to put it directly in the account.
virtual-account-at-top = { $account } (not nested)
virtual-account-nested = Holds
virtual-account-description = Description
virtual-account-tags = Tags
virtual-account-tags-hint = One a line, such as site=Lyon. At most { $most }.
virtual-account-preferred-until = Preferred end date
virtual-account-preferred-until-hint = Offered as the end date to whoever gives a role here.
virtual-account-visibility = Search visibility
virtual-account-offered = Show it to people who ask for access and are not members yet
virtual-account-offered-yes = Shown to people who ask for access
virtual-account-offered-no = Shown to members only
virtual-account-roles = Roles
virtual-account-people = People with roles here
virtual-account-people-note = Roles on what it is nested in reach it, too. Smart Account roles reach every Virtual Account and stand under Users.
virtual-account-held-on = Held on
virtual-account-nobody-yet = Nobody yet
virtual-account-edit = Change settings
virtual-account-change = Settings of { $name }
virtual-account-saved = { $name } is saved.
nothing-changed = Nothing was different, so nothing was changed.
virtual-account-made = { $name } is ready.
virtual-account-make-default = Make it the default
virtual-account-to-deletion = Delete…
virtual-account-delete = Delete { $name }?
virtual-account-delete-now = Delete it
virtual-account-delete-not-yours = What you may change begins with this Virtual Account, so it is not yours to delete. A Smart Account Administrator has to do it.
virtual-account-now-default = { $name } is now the default.
virtual-account-gone = { $name } is deleted.
virtual-account-name-bar = Leave out the sign |: it separates names in files.
tags-too-many = At most { $most } tags. Leave some out.
tags-not-a-pair = “{ $line }” has no value. Write a key, = and a value, such as site=Lyon.
tags-key = “{ $line }”: a key is at most 40 of the letters a to z, digits, dots, hyphens and underscores.
tags-value = { $key }: { $fault }
tags-twice = { $key } stands there twice. Keep one.
form-save = Save
step-of = Step { $number } of { $all }
step-settings = Settings
step-people = People
step-review = Review
step-on-people = Go on to people
step-on-review = Go on to the review
step-back = Back
people-lead = Who shall work with it from the start? You can leave this empty.
people-hint = User IDs or e-mail addresses, one a line. Addresses of people who have nothing to do with this account yet are invited by mail.
people-invited = { $email }, invited by mail
people-too-many = At most { $most } people here. Add the others under Users later.
review-lead = Nothing is written yet. Check, then create it.
deletion-lead = This cannot be undone. This is what comes of it:
deletion-nested = { $count ->
    [0] Nothing is nested in it
    [one] One Virtual Account moves up into { $place }
   *[other] { $count } Virtual Accounts move up into { $place }
}
deletion-roles = { $count ->
    [0] No roles end
    [one] One role ends
   *[other] { $count } roles end
}
deletion-requests = { $count ->
    [0] No pending request names it
    [one] One pending request names it
   *[other] { $count } pending requests name it
}
deletion-requests-note = They stay pending and lose only this Virtual Account. Where it was the only one asked for, a Smart Account Administrator chooses the scope.
deletion-request-open = { $name }: asked for nothing else, and will ask for no Virtual Account in particular
deletion-request-rest = { $name }: goes on with the others asked for
deletion-invitations = { $count ->
    [0] No open invitation names it
    [one] One open invitation names it
   *[other] { $count } open invitations name it
}
deletion-invitation-withdrawn = { $email }: offered nothing else, and is withdrawn; whoever offered it is told
deletion-invitation-rest = { $email }: goes on with the rest
deletion-rules = { $count ->
    [0] No automation rule names it
    [one] One automation rule names it
   *[other] { $count } automation rules name it
}
deletion-rule-rest = { $name }: goes on with the others it names
deletion-rule-idle = { $name }: names nothing else, and acts no more until it is changed
deletion-review-lines = { $count ->
    [one] An access review under way asks about one role on it; the review counts it as gone.
   *[other] Access reviews under way ask about { $count } roles on it; they count them as gone.
}
deletion-told = Everybody whose role ends is told by mail.
deletion-more = { $count ->
    [one] and one more
   *[other] and { $count } more
}
deletion-kept = The event log and settled requests keep its name.
deletion-takes-a-while = This is a lot, so it is done bit by bit, and a page shows how far it is. From the moment you delete it nobody has anything through it any more.
deletion-underway = { $name } is being deleted
deletion-progress-label = How much is done
deletion-progress = { $done } of { $total } done.
deletion-gives-nothing = Nobody has anything through it any more, whatever is still to be done.
deletion-may-leave = You may leave this page: the work goes on, and everybody whom it concerns is told.
deletion-over = Nothing is left of it. The event log keeps what happened.
virtual-account-with-end = { $name } (preferred end date { $date })

## Adding users
users-add = Add users
users-add-by-name = By name
users-add-names = User IDs or e-mail addresses
users-add-names-hint = Separated by spaces, commas, semicolons or lines, also as “Name <address>”; { $most } at most. A user ID means somebody who has to do with this account. Every other address is invited by mail, and listed once the invitation is accepted.
users-add-too-many = These are { $found }; { $most } fit at once. Add the others afterwards, or use a CSV file.
users-add-no-name = Neither a user ID nor an e-mail address: { $names }.
users-add-nobody = Nobody who has to do with this account has the user ID { $names }. Check the spelling, or invite them by their e-mail address.
users-add-deactivated = This sign-in is deactivated: { $names }. Leave it out.
users-add-held = Held already, as long or longer: { $names }. Leave them out.
users-add-invited = Invited to it already: { $names }. Leave them out.
users-add-refused = { $names }: { $why }
users-added =
    { $count ->
        [one] One person has the role now.
       *[other] { $count } people have the role now.
    }
users-invited =
    { $count ->
        [one] One person is invited by mail.
       *[other] { $count } people are invited by mail.
    }
users-left-out = Left out: { $names }.
naming-title = Check before anything is given
naming-lead = Nothing is given yet. See whom the names mean, then confirm.
naming-people = They get it at once
naming-invited = They are invited by mail
naming-invited-words = They get it when they accept, and are listed then.
naming-left-out = Left out
naming-nobody = Name at least one person.
source-invitation = an invitation
source-upload = an uploaded file

## Invitations
invitations = Invitations
invitations-lead = Addresses that were offered a role or a place in a group. It starts when they accept, within 14 days.
invitations-none = No invitation is open.
column-invited = Invited
column-lapses = Lapses
invitation-renew = Send again
invitation-withdraw = Withdraw
invitation-withdraw-title = Withdraw the invitation of { $email }
invitation-withdraw-link = The link in the letter no longer works. No letter says so.
invitation-withdraw-offers = What it offers is given to nobody:
invitation-withdraw-again = You can invite the address again at any time.
invitation-renewed = A new letter goes to { $email }. The link in the old one no longer works.
invitation-withdrawn = The invitation of { $email } is withdrawn. Its link no longer works.
invitation-title = Your invitation to { $account }
invitation-lead = { $by } offers you access.
offer-group = Member of the group { $name }
invitation-open-until = Open until
invitation-accept = Accept
invitation-decline = Decline the invitation
invitation-other-address = This invitation went to another address than yours. You are logged in as { $user }. Log out and open the link again to accept it with that address, change the address in your profile to it first, or ask { $by } to invite the address you use here.
invitation-log-in = This address has a sign-in. Log in to accept.
invitation-register = Create your sign-in
invitation-register-words = Your address is verified by the link you followed. Do you have a sign-in under another address? Then ask { $by } to invite that one instead.
invitation-register-button = Create an account and accept
invitation-accepted = You have access to { $account } now.
invitation-declined = You declined the invitation. Nothing was given to you.
detail-offers = Offered
event-invitation-sent = Invited: { $email }
event-invitation-extended = Invited to more: { $email }
event-invitation-renewed = Invited again: { $email }
event-invitation-accepted = Invitation accepted: { $email }
event-invitation-declined = Invitation declined: { $email }
event-invitation-withdrawn = Invitation withdrawn: { $email }
event-invitation-lapsed = Invitation lapsed: { $email }
event-invitation-narrowed = The invitation of { $email } goes on without { $name }, which was deleted
event-invitation-left-empty = The invitation of { $email } was withdrawn, as it offered nothing but { $name }, which was deleted
mail-invitation = { $by } ({ $organisation }) invites you to { $account }. Your access starts when you accept.
mail-invitation-action = See and accept the invitation
mail-invitation-not-you = If you do not know what this is about, do nothing: the invitation lapses by itself. The link is for you alone.
mail-invitation-accepted-subject = { $email } accepted your invitation
mail-invitation-accepted = { $email } accepted your invitation to { $account } and has access now.
mail-invitation-declined-subject = { $email } declined your invitation
mail-invitation-declined = { $email } declined your invitation to { $account }. Nothing was given.
mail-invitation-lapsed-subject = Your invitation of { $email } has lapsed
mail-invitation-lapsed = { $email } did not answer your invitation to { $account } in time. You can invite them again.
mail-invitation-left-empty-subject = Your invitation of { $email } was withdrawn
mail-invitation-left-empty = Your invitation of { $email } to { $account } was withdrawn: it offered nothing but { $name }, which has been deleted. Invite them again to what fits instead.
## Talking about a request
decision-propose = Propose something else
decision-propose-hint = Nothing is granted until the requester accepts.
decision-offer-words = Why this instead
decision-offer-words-missing = Say in a few words why you propose this.
decision-proposed = You proposed something else. { $name } gets a mail and may accept it.
turn-question-title = You are asked for more
turn-offer-title = Something else is proposed to you
turn-until = The request waits for you. Without a word from you it expires on { $date }.
turn-answer = Your answer
turn-answer-hint = Those who decide read it with your request. { $least } to { $most } characters.
turn-answer-send = Send answer
turn-answered = Your answer is on its way.
turn-proposed = Proposed
turn-accept = Accept the proposal
turn-accept-hint = Access works as soon as you accept.
turn-accepted = You accepted. The access works now.
turn-keep = Keep my original request
turn-keep-words = Why not?
turn-kept = You kept your original request. It is decided as you sent it.
turn-waiting-question = Waiting for an answer from the requester since { $date }. The request’s clock stands still until then.
turn-waiting-offer = Waiting for the requester to accept or refuse your side’s proposal since { $date }. The request’s clock stands still until then.
turn-waiting-your-offer = Waiting for the requester to accept or refuse your proposal since { $date }. The request’s clock stands still until then.
turn-others = You may still decide without waiting.
action-answer = Answer
talk-title = Talk about it
talk-question = Ask the requester for more
talk-question-field = Your question
talk-question-hint = They get a mail, and the request waits for their answer. { $least } to { $most } characters.
talk-question-send = Ask
talk-question-sent = Your question is on its way. The request waits for the answer.
talk-pass = Pass it on, or take it
talk-pass-to = To whom
talk-pass-choose = Choose somebody who decides
talk-pass-myself = Myself
talk-pass-words = What they should know
talk-pass-hint = Only those who decide read this.
talk-pass-send = Pass on
talk-passed = The request is with { $name } now.
talk-passed-to-you = The request is with you now.
talk-passed-hint = It is with { $name }. Everybody who may decide it still can.
talk-passed-to-you-hint = It is with you. Everybody who may decide it still can.
talk-nobody = Nobody else can decide this request.
talk-comments = Comments among those who decide
talk-comments-lead = The requester never sees these.
talk-comment = Your comment
talk-comment-send = Comment
talk-commented = Your comment is kept.
known-mail-fails = Mail fails
known-mail-fails-words = Mail to the requester does not arrive: they may see your answer only when they log in.
known-public-mail = public mail address
known-public-mail-words = Anybody can have an address in { $domain }. It says nothing about an organisation.
known-look-alike = looks like the account
known-look-alike-words = { $domain } is not { $account }, but can be taken for it: the characters look the same.
known-one-edit-words = { $domain } is not { $account }, but only one letter away from it.
known-mixed-scripts = mixed scripts
known-mixed-scripts-words = { $domain } is written with letters of several scripts. Honest names hardly ever are.
known-colleagues = others from { $organisation }
known-colleagues-more = and others
known-no-colleagues = nobody else from { $organisation }
known-no-colleagues-words = Nobody with a verified address there holds a role here.
known-earlier = earlier requests here
known-earlier-one = { $what }: { $outcome }, sent on { $date }
known-new-here = first request here
known-new-here-words = This person has not asked for this account before. They signed up on { $date }.
known-new-by-contract-words = This person has not asked for access to a contract before. They signed up on { $date }.
known-new-in-programme-words = This person has not asked for anything in this programme before. They signed up on { $date }.
known-seen-words = This person signed up on { $date }.
timeline-you-are-asked = You were asked for more.
timeline-you-wrote = You wrote to { $to }.
timeline-you-answered = You answered.
timeline-you-are-offered = Proposed to you: { $what }.
timeline-you-accepted = You accepted the proposal.
timeline-you-kept = You kept your original request.
timeline-you-were-reminded = We reminded you that your answer is waited for.
timeline-expired-unanswered = No word came from the requester in time, and the request expired.
timeline-loose-deactivated = { $name } was deactivated, so the request waits for all who may decide it.
timeline-loose-you-deactivated = You were deactivated, so the request waits for all who may decide it.
timeline-loose-away = { $name } went away, so the request waits for all who may decide it.
timeline-loose-you-away = You went away, so the request waits for all who may decide it.
timeline-loose-right-lost = { $name } may not decide this any more, so the request waits for all who may.
timeline-loose-your-right-lost = You could not decide this any more, so the request waits for all who may.
timeline-will-remind-you = Next: on { $date } we remind you.
timeline-will-expire-unanswered = Without a word from you by { $date }, the request expires.
timeline-asked-by = { $name } asked the requester for more.
timeline-asked-by-you = You asked the requester for more.
timeline-requester-wrote = The requester wrote to { $to }.
timeline-answered = The requester answered.
timeline-offered-by = { $name } proposed: { $what }.
timeline-offered-by-you = You proposed: { $what }.
timeline-accepted = The requester accepted the proposal.
timeline-kept = The requester kept the original request.
timeline-requester-reminded = We reminded the requester.
timeline-passed-by = { $name } passed it to { $to }.
timeline-passed-by-you = You passed it to { $to }.
timeline-passed-to-you = { $name } passed it to you.
timeline-handed-by-support = Support handed it over to { $to }.
timeline-handed-to-you-by-support = Support handed it over to you.
timeline-taken-by = { $name } took it.
timeline-taken-by-you = You took it.
timeline-commented-by = { $name } commented.
timeline-commented-by-you = You commented.
queue-words = Name, organisation, user ID or e-mail
queue-words-or-identifier = Name, organisation, user ID, e-mail or what is asked for
queue-asked-role = Role asked for
queue-role-unsaid = None named
queue-waiting = Waiting for
queue-waiting-nobody = Nobody in particular
queue-waiting-me = Me
queue-waiting-requester = The requester
queue-age = Sent at least
queue-any = Any
queue-any-role = Any
queue-age-days = { $days ->
    [one] one day ago
   *[other] { $days } days ago
}
queue-none-found = No request fits these filters.
queue-with = with { $name }
queue-your-turn = with you
queue-select = Select the request of
queue-bulk = With those selected
queue-bulk-approve = Approve selected
queue-bulk-decline = Decline selected
queue-bulk-none = Select at least one request.
queue-keys = Keys: j and k move, x selects, Enter opens.
queue-keys-off = Turn these keys off
queue-keys-on = Turn keys on: j, k, x, Enter
bulk-approve-title = Approve several requests
bulk-decline-title = Decline several requests
bulk-lead = Look at each one, then confirm. Each is decided on its own: one that cannot be does not hold up the others.
bulk-defaults = Where a request does not say
bulk-defaults-hint = A request that names a role or a part gets what it names.
bulk-refresh = Show what each gets
bulk-choice-changed = The choice has changed since this page said what each gets. See what each gets now, then confirm.
bulk-gets = Gets
bulk-cannot = cannot be decided here
bulk-cannot-column = In the way
bulk-missing = It names no role or part, and none is chosen above.
bulk-approve = { $count ->
    [one] Approve one request
   *[other] Approve { $count } requests
}
bulk-decline = { $count ->
    [one] Decline one request
   *[other] Decline { $count } requests
}
bulk-nothing = None of these can be decided here.
bulk-result-title = What became of them
bulk-result-done = { $count ->
    [0] None of them was decided.
    [one] One request was decided.
   *[other] { $count } requests were decided.
}
bulk-result-left = { $count ->
    [one] One was left as it is.
   *[other] { $count } were left as they are.
}
bulk-result-why = Why not
bulk-back = Back to the requests
event-request-passed-on = A request was passed on
event-request-commented = Those who decide commented on a request
event-request-question-asked = The requester was asked for more
event-request-written = The requester wrote to those who decide
event-request-answered = The requester answered
event-request-offered = Something else was proposed: { $role }
event-request-offer-accepted = A proposal was accepted
event-request-offer-declined = A proposal was not accepted
event-request-requester-reminded = The requester was reminded to answer
event-request-expired-unanswered = A request expired without an answer from the requester
event-request-came-loose = A request left to somebody who can no longer decide it waits for all who may
mail-passed-subject = For you: { $name } asks for access to { $account }
mail-passed-lead = { $by } passes this request to you.
mail-passed-by-rule = The automation rule { $name }, version { $version }, last saved by { $by }, left this request to you.
mail-passed-by-support = Support hands this request over to you. The others who can decide it still can.
mail-question = You are asked for more about your request for { $identifier }.
mail-offer = Something else is proposed to you than you asked for in your request for { $identifier }. Nothing is granted until you accept.
mail-turn-until = Your request waits for you. Without a word from you it expires on { $date }.
mail-turn-reminder = We are still waiting for a word from you.
mail-wrote-lead = { $name } has written to those who can decide about this request.
mail-answered-lead = { $name } has answered the question about this request.
mail-kept-lead = { $name } keeps the original request.
mail-accepted = { $name } has accepted your proposal. The access works now.
mail-expired-unanswered = You were asked about your request for { $identifier } and we did not hear from you, so it has expired. You can ask again.
mail-scope-gone-lead = { $name } asked for access to { $part }, which has been deleted, and for nothing else. Choose what fits instead, or decline the request.
## Users
users-search = Name, user ID or e-mail
users-show = Show
users-all-sources = All
users-ending = Ending within 30 days
users-dormant = Not seen for 90 days
users-sort = Sort by
users-by-name = Name
users-newest = Newest first
users-by-end = End date
users-none-found = Nobody matches. Change the filters.
users-none-so-far = Nobody matches so far. Go on to the next page.
users-select = Select { $name }, { $role }
users-select-on = Select { $name }, { $role } on { $part }
users-selected = With those selected
users-take-away = Take the list away:
users-roles-here = Roles in this account
person-give-role = Give another role
users-rights = What these roles allow
users-asleep = rests: no address in { $domain }
users-last-active = Last seen
users-not-here-since = Not since they have access here
profile-your-facts = Profile
column-select = Select
progress-look-again = See how far it is
select-all = Select all on this page
column-granted-by = Given by
virtual-account-a = Virtual Account
source-group = the group { $name }
changes-role = Change role
changes-until = Change end date
changes-until-hint = The last day of the access. Leave it empty for no end.
changes-end = End access
changes-review = Review
changes-now = Now
changes-then = Then
changes-ends = ends at once
changes-nothing = stays as it is
changes-without-end = { $what }, without end
changes-own-desk = One of these roles is your own. Once it has ended, you can no longer look after who has access here.
changes-own-role = One of these roles is your own, and it ends as well.
changes-one-administrator = Afterwards the account has only one administrator without an end date. Name a second one first, so that requests are answered when the other is away.
changes-none = Nothing is selected. Go back, tick those to change, then choose what to do.
changes-back = Back to the users
changes-made = { $count ->
    [one] One role is changed.
   *[other] { $count } roles are changed.
}
changes-ended = { $count ->
    [one] One role has ended.
   *[other] { $count } roles have ended.
}
changes-made-of = { $count ->
    [one] One role is changed: { $name }.
   *[other] { $count } roles are changed: { $name }.
}
changes-ended-of = { $count ->
    [one] One role has ended: { $name }.
   *[other] { $count } roles have ended: { $name }.
}
changes-refused = { $count ->
    [one] One was refused and stays as it was.
   *[other] { $count } were refused and stay as they were.
}
access-mine = My access
access-mine-lead = All that you have: your roles in Smart Accounts, and what contracts and programmes give you. Where it comes from, and how long it lasts.
access-mine-none = You have no role in a Smart Account, and nothing by a contract or a programme. Ask for access, and it appears here. Programmes have their tabs in Access management.
access-give-back = Give back
access-ask-again = Ask again
access-extend = Extend
access-given-back = You have given the role back.
entitlements = Contracts and programmes
entitlement-what = Access
entitlement-identifier = Identifier
entitlement-return-follows = You will no longer have this access. To have it again you ask for it again.
entitlement-given-back = You have given the access back.
entitlement-taken-away = { $what } was taken away from you on { $date }.
entitlement-taken-away-why = Why, and how to ask for it again
access-loses = You can then no longer
access-give-back-words = It ends at once. To have it again, you have to ask for it.

## Creating an account
creation-title = Create a Smart Account
creation-new-section = A new Smart Account
creation-new-lead = Your company has no account here yet? Ask for one, with your own authority or with somebody else’s.
creation-lead = Say what the account is to be. You see everything once more before it is sent.
creation-way = Who authorises it?
creation-authority = I have authority
creation-authority-hint = I may open this account for my company, and I shall administer it.
creation-somebody-else = Somebody else authorises
creation-somebody-else-hint = We send them a link. They authorise the account, or decline and say why.
creation-way-missing = Choose who authorises the account.
creation-nominee = E-mail address of whoever authorises
creation-nominee-hint = They get a link that works once, and reminders if they do not answer.
creation-nominee-another = Ask somebody else
creation-nominee-another-hint = The link sent before stops working, and a new one goes to this address.
creation-nominee-name = Send the link
creation-nominee-named = The link is on its way to { $email }.
creation-nominee-named-already = { $email } is asked already. Reminders go out by themselves.
creation-close = Give it up and free the identifier
creation-close-hint = It can no longer be revived then, and somebody else may have the identifier.
creation-given-up = It is given up. Its identifier is free.
creation-domain-hint = { $domain } is yours, as your verified address is there. An operator decides about any other.
creation-domain-hint-operator = { $domain } is the domain of your verified address. An operator decides about it.
creation-domain-hint-none = The domain name of your company, such as company.example. An operator decides about it.
creation-reason = Why this identifier
creation-reason-optional = needed if it is not your own domain
creation-reason-hint = The operator who decides reads it.
creation-review = Review
creation-review-title = Review the new account
creation-review-lead = Nothing is sent yet. Is everything right?
creation-send = Ask for the account
creation-next-own = With your own domain and your own authority, the account is active at once.
creation-next-operator = With another identifier, an operator decides first.
creation-next-operator-always = An operator decides about the identifier first.
creation-next-nominee = If somebody else authorises, they are asked by mail.
creation-next-days = Everybody has { $days } days to agree. After that the request lapses; you can revive it for a year.
creation-will-ask = We ask { $email } to authorise it.
creation-at-once = The account is active as soon as you send this, and you are its administrator.
creation-taken-by = { $name } has this identifier already.
creation-pending = Waiting
creation-was-declined = Declined
creation-closed = Over
creation-where = Where it stands
creation-step-asked = The account was asked for.
creation-step-claimed = You have the authority.
creation-step-nominee = { $email } is asked to authorise.
creation-step-nominee-declined = { $email } declined. Ask somebody else.
creation-step-authorised = Authorised.
creation-step-operator = An operator decides about the identifier.
creation-step-cleared = An operator agreed to the identifier.
creation-step-will-lapse = If not everybody has agreed by { $date }, the request lapses.
creation-step-active = The account is active.
creation-step-declined = An operator declined.
creation-step-withdrawn = You withdrew it.
creation-step-lapsed = Not everybody agreed in time, and the request lapsed.
creation-days-left = { $count ->
    [one] One day left
   *[other] { $count } days left
}
creation-days-left-words = Until everybody has agreed, the account is not active and opens nothing to anybody.
creation-revivable = Everything you filled in is kept. It can be revived until { $date }.
creation-revive = Revive it
creation-revived = It is alive again, with everything as it was.
creation-withdrawn = You no longer ask for the account.
creation-link-dead = It was used already, somebody else was asked instead, or the request is over. Write to whoever asked you.
creation-authorise-title = Authorise a new account
creation-authorise-lead = { $name } asks for a Smart Account and says that you can authorise it.
creation-who-asks = Who asks
creation-your-answer = Your answer
creation-authorise = Authorise
creation-authorise-hint = You become an administrator of the account.
creation-decline-words = Whoever asks is told why, and may ask somebody else.
creation-decline-hint = They read it word for word.
creation-with-creator = Make { $name } an administrator, too
creation-answer-missing = Choose whether to authorise or decline.
creation-you-declined = You declined. Whoever asked gets a mail with your words.
creation-you-authorised = You authorised it. The account becomes active once an operator has agreed to its identifier.
creation-you-opened = { $name } is active, and you administer it.
creation-below-title = A new account below yours
creation-below-lead = Its identifier ends in { $account }. If that is not right, object: an operator then decides.
creation-objection = Your objection
creation-objection-hint = An operator reads it. Say what is wrong with the new account.
creation-object = Object
creation-objected = Your objection has gone to the operators.
creation-objection-made = An objection was made.
creation-objection-seen = An operator has looked at it.
creation-objection-by = { $name } objects
creation-objection-active = The account is active. If the objection is right, suspend it.
creation-objection-settle = Let the account be
creation-objection-settled = The objection is settled.
creation-for-operators = Waiting for an operator
creation-none = Nothing here.
creation-parent = Below
creation-holder = The identifier belongs to
creation-holder-hint = So this can only be declined. Mind your words: whoever asks may not know of that account.
creation-approve-active = The account becomes active at once, with its administrators.
creation-approve-pending = The identifier becomes the account’s. It is active once somebody has authorised it.
creation-approved = You approved the identifier.
creation-declined = You declined. Whoever asked gets a mail with your words.
creation-extend = Give it 30 more days
creation-extended = It has 30 more days.
operator-creations = New accounts
operator-creations-wait = { $count ->
    [one] One new account waits for an operator.
   *[other] { $count } new accounts wait for an operator.
}
operator-cases-wait = { $count ->
    [one] One support case waits for an answer.
   *[other] { $count } support cases wait for an answer.
}
operator-cases = Cases of the only agent
operator-cases-of-agent = { $count ->
    [one] One of them is the only agent’s own: operators answer it.
   *[other] { $count } of them are the only agent’s own: operators answer them.
}
event-account-identifier-released = The identifier { $identifier } was given up
event-creation-asked = A new account was asked for: { $identifier }
event-creation-parent-told = An account is asked for below this one
event-creation-nominee-named = { $email } was asked to authorise the account
event-creation-nominee-reminded = Whoever can authorise the account was reminded
event-creation-nominee-declined = The account was not authorised: { $words }
event-creation-authorised = The account was authorised
event-creation-objected = Objection to an account below this one: { $words }
event-creation-objection-settled = An operator let the account below this one be
event-creation-approved = An operator agreed to the identifier
event-creation-activated = Everybody agreed, and the account became active
event-creation-declined = An operator declined the account: { $words }
event-creation-withdrawn = The account was no longer asked for
event-creation-lapse-announced = The creator was warned that the request lapses
event-creation-lapsed = The request for the account lapsed
event-creation-revived = The request for the account was revived
event-creation-extended = The request for the account was given more time
event-creation-closed = The request for the account can no longer be revived
mail-creation-subject = New account: { $identifier }
mail-creation-operators = { $name } asks for an account whose identifier an operator decides about.
mail-creation-own = It is your own affair, and no other operator can be reached: nobody decides their own. Appoint another operator on the page of a person.
mail-creation-objected = An administrator of the account above objects to { $identifier }. Please decide.
mail-creation-look = Look at it
mail-nominee-subject = { $name } asks you to authorise { $identifier }
mail-nominee = { $name } asks for a Smart Account and says that you can authorise it.
mail-nominee-reminder = { $name } has asked you to authorise a Smart Account, and waits for your answer.
mail-nominee-action = Answer
mail-nominee-until = You need a sign-in with this address; you can create one on the way. The link works once, until { $date }.
mail-creation-below-subject = A new account below yours: { $identifier }
mail-creation-below = { $name } has asked for an account whose identifier lies below that of { $account }. If that is right you need do nothing; if not, object on its page.
mail-creation-yours = Your new account { $identifier }
mail-creation-see = See where it stands
mail-creation-account = Open the account
mail-creation-nominee-declined = { $email } did not authorise the account. You can ask somebody else.
mail-creation-nominee-changed = Whoever you asked did not authorise the account.
mail-creation-approved = An operator has agreed to the identifier. The account becomes active once it is authorised.
mail-creation-active = { $name } is active. Its administrators can give roles and decide requests from now on.
mail-creation-declined = An operator has declined the account, and says:
mail-creation-lapse-announced = Not everybody has agreed to your new account yet. If they have not by { $date }, the request lapses.
mail-creation-lapsed = Not everybody agreed to your new account in time, so the request has lapsed. Everything you filled in is kept: you can revive it until { $date }.
mail-creation-revived = Your request is alive again, with everything as it was. Everybody has until { $date } to agree.
mail-creation-extended = An operator has given your request more time: everybody has until { $date } to agree.
## Uploads
users-add-by-file = From a file
uploads = Files
uploads-none = No file was uploaded yet.
uploads-of-group = Files of members of { $name }
uploads-earlier = Earlier files
upload-members-of = Members of { $name }
upload-will-add =
    { $count ->
        [one] One person joins { $name }.
       *[other] { $count } people join { $name }.
    }
upload-will-check-members = Your rights and every line are checked again; who cannot join by then is named in the result.
upload-stays = What was done until then stays. Upload the same file again to go on: nothing is done twice.
upload-csv-file = CSV file
upload-csv-example = The words for roles, and an example
upload-csv-file-hint = Choose a file or drop it here. First line: { $header }, in any order. Several Virtual Accounts are separated by |, dates look like 2027-03-31.
upload-nothing-yet = Nothing changes before you have seen the preview.
upload-preview = Preview
upload-apply = Apply
upload-discard = Discard
upload-discard-for-another = Discard and choose another file
upload-another = Choose another file
upload-title = File { $name }
upload-file = File
upload-lines = Lines
upload-new = Roles to be given
upload-given = Roles given
upload-changing = Lines that change something
upload-to-add = People to be added
upload-added = People added
upload-in-already = In the group already
upload-contracts-to-add = Contracts to be added
upload-contracts-added = Contracts added
upload-contracts-to-change = Contracts to be changed
upload-contracts-changed = Contracts changed
upload-unchanged = Unchanged
upload-not-reached = Lines not done
upload-known = Known already
upload-invited = Invitations
upload-faulty = Lines with faults
upload-first-lines = What the lines come to
upload-first-of = The first { $count } of { $lines } lines.
upload-comes-to = Comes to
upload-new-role = New role
upload-new-member = New member
upload-new-contract = New contract
upload-a-change = Change
upload-an-invitation = Invitation
upload-a-fault = Fault
upload-arriving = Arriving
upload-checking = Being checked
upload-checked = Checked
upload-applying = Being applied
upload-applied = Applied
upload-stopped = Stopped
upload-broken = Not usable
upload-discarded = Discarded
upload-progress = { $done } of { $lines } lines done.
upload-may-leave = You may leave this page: the work goes on, and the page shows what came of it.
upload-mend =
    { $count ->
        [one] One line needs mending. Nothing was changed. Mend it in your file, discard this one and upload it again.
       *[other] { $count } lines need mending. Nothing was changed. Mend them in your file, discard this one and upload it again.
    }
upload-all-known = All known: nothing of this file would change anything.
upload-unended-title = Is the last line whole?
upload-unended = No line end follows line { $line }, the last one. A file that was cut off ends like this, and what is missing then changes what the line means. Some spreadsheets end every file like this. Compare the line with your own file:
upload-whole = Line { $line } is whole.
upload-whole-missing = Say first that the last line of the file is whole. If it is not, discard this file and export it again.
upload-read-as-windows-1252 = The file is not UTF-8. It was read as Windows-1252, as spreadsheets in Western Europe save it. If letters with accents look wrong below, save the file as “CSV UTF-8” and upload it again.
upload-unknown-columns =
    { $count ->
        [one] The column { $unknown } is not known here and is not read. Known are { $header }.
       *[other] The columns { $unknown } are not known here and are not read. Known are { $header }.
    }
upload-sharing =
    { $count ->
        [one] One line gives a number that a contract of another company has, too. Whoever asks for access by it then waits for Support.
       *[other] { $count } lines give a number that a contract of another company has, too. Whoever asks for access by it then waits for Support.
    }
upload-sharing-title = Numbers of several companies
upload-sharing-first = The first { $count } of them.
upload-sharing-means = Shared with
upload-changing-title = What changes in contracts that are there
upload-changes = Changes
upload-stale = Changed since the check: this line will not be applied.
upload-change = { $label }: from { $before } to { $after }
upload-will = Applying does this:
upload-will-add-contracts =
    { $count ->
        [one] One contract is added.
       *[other] { $count } contracts are added.
    }
upload-will-change-contracts =
    { $count ->
        [one] One contract is changed to what its line says.
       *[other] { $count } contracts are changed to what their lines say.
    }
upload-will-leave-contracts = Contracts that the file does not name stay as they are. Every line is checked again.
upload-will-give =
    { $count ->
        [one] One line gives a role, which works at once.
       *[other] { $count } lines give roles, which work at once.
    }
upload-will-settle = Pending requests for what a line gives are approved with it.
upload-will-invite =
    { $count ->
        [one] One line invites an address by mail.
       *[other] { $count } lines invite addresses by mail.
    }
upload-will-check = Your rights and every line are checked again; what is impossible by then is named in the result.
upload-done = Done: every line is as the file says.
upload-done-but =
    { $count ->
        [one] Done but for one line, which has become impossible since the preview.
       *[other] Done but for { $count } lines, which have become impossible since the preview.
    }
upload-result = Download the result
upload-faults-download = Download the faults
upload-summary = { $given } given, { $known } known, { $invited } invited, { $faulty } not possible
upload-summary-members = { $added } added, { $known } in already, { $invited } invited, { $faulty } not possible
upload-summary-contracts = { $added } added, { $changed } changed, { $known } unchanged, { $faulty } not possible
upload-was-discarded =
    { $count ->
        [one] { $name } with its one line is discarded. Nothing was changed.
       *[other] { $name } with its { $count } lines is discarded. Nothing was changed.
    }
upload-one-at-a-time = This file was not taken: your file before it is not done with. Apply or discard it first.
upload-unfinished = Your file { $name } is not done with ({ $state }). The next one can be uploaded when it is applied or discarded.
upload-see = See it
column-line = Line
column-says = What it says
column-mend = How to mend it
upload-file-missing = Choose a file first.
upload-file-empty = There is nothing in this file. Choose a CSV file with a header and at least one line.
upload-file-no-lines = There is a header and nothing below it. Add at least one line.
upload-file-not-utf8 = Line 1: this is neither UTF-8 nor Windows-1252. Save the file as “CSV UTF-8” and upload it again.
upload-file-columns-missing = Line 1: the header lacks { $columns }. It must name { $header }, in any order.
upload-file-column-twice = Line 1: the header names { $column } twice. Leave one out.
upload-file-too-many-lines = More than { $most } lines. Split the file and upload the parts one after the other.
upload-file-too-large = The file is larger than { $most } MB. Split it and upload the parts one after the other.
upload-file-cut-off = The file did not arrive whole. Upload it again.
upload-file-stopped = Parvis was stopped while the file was arriving, and nothing of it was kept. Upload it again.
upload-file-ours = The file could not be worked on. It is our fault, and it has been noted. Upload it again.
upload-file-right-lost = This file needs rights that whoever has it applied does not have, or has lost. Leave it to a Smart Account Administrator.
upload-file-not-support = Only whoever works for support may have a file of contracts applied. Leave it to a support agent.
upload-file-group-gone = The group this file is for is deleted.
upload-file-account-not-open = The account is suspended, or not active yet: nobody can be given anything in it.
upload-line-not-utf8 = This line is not in the encoding of the lines before it. Save the file as “CSV UTF-8”.
upload-line-too-long = This line is longer than { $most } bytes or has too many cells. Is a line end missing?
upload-line-quote-open = A quotation mark opens a cell, and none closes it on this line. Add or remove one.
upload-line-quote-inside = Something stands behind a closing quotation mark. Write quotation marks inside a cell twice.
upload-line-cells = { $found } cells, but the header has { $expected }. Add or remove separators.
upload-line-cut-off = The last line is not whole: the file seems cut off. Export it again.
upload-line-formula = The cell { $column } begins like a formula. Write its value instead.
upload-line-user-missing = The user is missing. Give a user ID or an e-mail address.
upload-line-group = This line is about the group { $name }. Groups get their roles on their own page: leave the line out.
upload-line-not-a-name = “{ $text }” is neither a user ID nor an e-mail address.
upload-line-role-missing = The role is missing. Use one of { $roles }.
upload-line-unknown-role = There is no role “{ $text }”. Use one of { $roles }.
upload-line-virtual-accounts-missing = This role is held on Virtual Accounts. Name at least one, separated by |.
upload-line-virtual-accounts-on-entire = This role is for the entire account. Leave virtual_accounts empty.
upload-line-unknown-virtual-account = There is no Virtual Account “{ $name }”. Check the spelling; several are separated by |.
upload-line-ambiguous-virtual-account = Several Virtual Accounts are called “{ $name }”. Give this role on the page instead.
upload-line-virtual-account-twice = The Virtual Account “{ $name }” stands there twice. Leave one out.
upload-line-bad-date = “{ $text }” is no date like 2027-03-31.
upload-line-duplicate = The same as line { $line }. Leave one of them out.
upload-line-same-contract = Line { $line } is about the same contract. Leave one of them out.
upload-line-changed-meanwhile = This contract was changed after the file was checked, so this line was not applied. Import the file again to see what it would change now.
upload-line-shared = { $number } in { $column } also stands in a contract of { $company }.
upload-line-shared-with-line = { $number } in { $column } also stands in line { $line }, a contract of { $company }.
upload-line-contract-number-missing = The contract number is missing. Give letters and digits.
upload-line-not-a-number = “{ $text }” in { $column } is no number. Use letters from A to Z and digits, { $most } at most; spaces and hyphens do not matter.
upload-line-company-missing = The company is missing. Give its name.
upload-line-not-showable = The name in { $column } has more than { $most } characters, or holds some that cannot be shown. Type it anew.
upload-line-not-a-domain = “{ $text }” is no domain. Write it like lumen.example; several are separated by spaces.
upload-line-access-types-missing = The access types are missing. Use { $types }, several separated by spaces.
upload-line-unknown-access-type = There is no access type “{ $text }”. Use { $types }.
upload-line-too-many-in-cell = There are more than { $most } in { $column }. Leave some out.
upload-line-neither-yes-nor-no = “{ $text }” in { $column } is neither yes nor no.
upload-line-nobody = Nobody who has to do with this account has the user ID { $user }. Check the spelling, or give an e-mail address, which is invited.
upload-line-no-sign-in = Nobody signs in with { $user }. Invite this address under “Add users” first, and put it into the group once the invitation is accepted.
upload-line-deactivated = This sign-in is deactivated. Leave the line out.
upload-line-refused = This is refused ({ $code }).
upload-line-letters-too-soon = Enough letters went to this address for now. Try again tomorrow.
upload-line-invitations-used-up = As many invitations as this account may send in a day are used up before this line. Split the file, or ask an operator to allow more.
upload-line-too-many-strangers = This file and those before it today name more people whom the account does not know than one person may name in a day. Try again tomorrow, or ask an operator to allow more.
event-upload-received = File uploaded: { $name }
event-upload-checked = File checked: { $name }
mail-upload-subject = { $name }: your file for { $account }
mail-upload-checked = Your file { $name } is checked and waits for you to apply it. Nothing is changed yet.
mail-upload-checked-faulty =
    { $count ->
        [one] Your file { $name } is checked. One line needs mending before it can be applied. Nothing is changed yet.
       *[other] Your file { $name } is checked. { $count } lines need mending before it can be applied. Nothing is changed yet.
    }
mail-upload-applied = Your file { $name } is applied: every line is as the file says.
mail-upload-applied-but =
    { $count ->
        [one] Your file { $name } is applied but for one line, which has become impossible since the preview.
       *[other] Your file { $name } is applied but for { $count } lines, which have become impossible since the preview.
    }
mail-upload-stopped = Nothing more is done with your file { $name }.
mail-upload-action = See what came of it
event-upload-started = File is being applied: { $name }
event-upload-finished = File applied: { $name }
event-upload-stopped = File stopped: { $name }
event-upload-discarded = File discarded: { $name }
## Notification preferences
notification-preference-title = Notifications
notification-preference-topics = Which mail you get
notification-preference-to-decide = Requests you may decide
notification-preference-to-decide-hint = What you turn off you still find in the portal.
notification-preference-reminder = Reminders of requests nobody has answered
notification-preference-settled = Requests somebody else has settled
notification-preference-decision = Answers to your own requests
notification-preference-decision-hint = They always come, at once or once a day.
notification-preference-progress = Receipts, and other news of your own requests
notification-preference-case = Support cases
notification-preference-account = News of your Smart Accounts
notification-preference-operation = Requests that need an operator
notification-preference-at-once = At once
notification-preference-daily = Once a day
notification-preference-off = Off
notification-preference-always = Mail about logging in, your password and your address always comes at once.
notification-preference-hours = When it comes
notification-preference-no-hours = –
notification-preference-quiet-from = Quiet hours from
notification-preference-quiet-hint = In your time zone, { $zone }. Mail that can wait is sent when they end.
notification-preference-quiet-to = Quiet hours until
notification-preference-daily-at = Daily mail at
notification-preference-daily-hint = One mail with everything; none on a day when there is nothing.
notification-preference-saved = Your choice is saved.
unsubscribe-title = Unsubscribe
unsubscribe-daily = Stop the daily mail? What comes in it is then off; answers to your own requests come at once instead.
unsubscribe-reminders = Stop reminders of requests that you may decide? You still find the requests in the portal.
unsubscribe-daily-done = The daily mail has ended. Answers to your own requests come at once.
unsubscribe-reminders-done = You get no more reminders.
unsubscribe-dead = This link is not whole. Follow it in the mail itself, or choose your mail in your profile.
unsubscribe-button = Unsubscribe
unsubscribe-choose = Choose which mail you get
event-notification-preference-changed = Notification preferences were changed
mail-unsubscribe = To stop these mails:
mail-unsubscribe-link = Stop these mails
mail-collected-subject = { $count ->
    [one] One more message for you
   *[other] { $count } more messages for you
}
mail-collected-lead = { $count ->
    [one] You have had several mails within a short time, so this one waited a little:
   *[other] You have had several mails within a short time, so these { $count } come as one:
}
mail-daily-subject = { $count ->
    [one] One thing today
   *[other] { $count } things today
}
mail-daily-lead = { $count ->
    [one] This is what you wanted to be told once a day.
   *[other] These are the { $count } things you wanted to be told once a day.
}
mail-daily-more = See everything in the portal
## Properties
properties-change = Change the properties
properties-saved = The properties are saved.
properties-aliases-hint = Other domain identifiers that lead to this account, one a line, { $most } at most.
properties-alias-fault = “{ $line }”: { $fault }
properties-headquarters = Headquarters
properties-address-hint = The address as on an envelope, { $most } lines at most, without the country.
properties-address-too-long = At most { $most } lines.
properties-country = Country
properties-country-missing = An address needs its country. Fill this in, or leave out the address.
properties-accent = Accent colour
properties-accent-hint = A hue from 0 to 359 that colours the pages of this account: about 30 is orange, 150 green, 232 blue, 300 purple. Empty for the colour of this installation.
properties-accent-fault = Type a whole number from 0 to 359, or leave this empty.
## Groups
groups = Groups
groups-lead = A group holds roles for everybody in it. Whoever joins has them at once; whoever leaves loses them at once.
groups-none = There are no groups yet. Make one, give it a role, and add people.
groups-none-found = No group is called that. Look for the beginning of a word of its name.
group-search = Name
group-search-members = Name, user ID or e-mail address
group-find = Search
group-new = New group
group-create = Create group
group-created = The group is there. Add people and give it a role.
group-name = Name of the group
group-description = What it is for
group-description-hint = Its members and all who decide about it read this.
group-whose = Belongs to
group-whose-hint = A group of a Virtual Account is also managed by that Virtual Account’s administrators.
group-of-account = The entire Smart Account
group-members = Members
group-managed-by = Managed by
group-edit = Rename
group-edit-title = Rename { $name }
group-save = Save
group-saved = Saved.
group-stale = Somebody has changed the group since you opened this page. Look at it again, then submit.
group-beyond = This goes beyond the roles you may give yourself: only on your own Virtual Accounts. Leave it to a Smart Account Administrator.
group-own = You cannot add yourself to a group that holds roles: nobody gives themselves a role. Ask another administrator.
group-own-role = You are in this group, so its roles are yours, too: nobody gives themselves a role. Ask another administrator, or leave the group first.
group-guest = This group is kept by { $name }. It holds roles here for whoever is in it, and { $name } decides who that is; the event log tells you when that changes.
group-holds = What the group holds
group-holds-here = What the group holds here
group-holds-nothing = It holds no role.
group-where = In
group-decided-there = decided there
group-waiting = { $name } asked for access to { $identifier } for this group on { $date }. No answer yet.
group-ask = Request access to another account
group-nobody-in = Nobody is in this group yet.
group-nobody-found = Nobody in this group is called that.
group-choose = Choose
group-choose-one = Choose { $name }
group-add = Add members
group-add-title = Add members to { $name }
group-people = User IDs or e-mail addresses
group-people-hint = One a line, or with commas between, also as “Name <address>”; { $most } at most. Addresses of people who have nothing to do with this account yet are invited by mail.
group-many = For many people:
group-gives = They will have at once:
group-gives-nothing = The group holds no role: being in it gives nothing yet.
group-added = { $count ->
    [0] Everybody was in the group already.
    [one] One person is new in the group.
   *[other] { $count } people are new in the group.
}
group-remove = Remove
group-remove-chosen = Remove those chosen
group-remove-title = Remove from { $name }
group-remove-who = Who leaves the group
group-remove-nobody = Nobody is chosen. Tick people in the list of members first.
group-remove-loses = They lose at once, unless they hold it by themselves or through another group:
group-remove-nothing = The group holds no role: they lose nothing.
group-removed = { $count ->
    [0] Nobody of them was in the group any more.
    [one] One person has left the group.
   *[other] { $count } people have left the group.
}
group-file = Members by CSV
group-file-title = Members of { $name } by CSV
group-file-hint = Choose a file or drop it here. First line: { $header }, with a user ID or e-mail address on each line below; other columns are left alone. Whoever is in the group already stays.
group-give = Give a role
group-give-title = Give { $name } a role
group-give-lead = { $count ->
    [0] Nobody is in the group yet. Whoever joins will have the role.
    [one] One person has the role at once, and whoever joins later.
   *[other] { $count } people have the role at once, and whoever joins later.
}
group-given = The group holds the role now.
group-end = End role
group-end-title = End a role of { $name }
group-end-follows = { $count ->
    [0] The group no longer holds:
    [one] One person loses at once, unless they hold it otherwise:
   *[other] { $count } people lose at once, unless they hold it otherwise:
}
group-ended = The role has ended.
group-delete = Delete group
group-delete-title = Delete { $name }
group-delete-follows = What follows
group-delete-members = { $count ->
    [0] Nobody is in the group.
    [one] One person is no longer in the group.
   *[other] { $count } people are no longer in the group.
}
group-delete-roles = { $count ->
    [0] These roles end:
    [one] These roles end, and one person loses them at once:
   *[other] These roles end, and { $count } people lose them at once:
}
group-delete-invitations = { $count ->
    [one] An open invitation no longer offers it. What offered nothing else is withdrawn.
   *[other] { $count } open invitations no longer offer it. What offered nothing else is withdrawn.
}
group-delete-request = The request for access to { $identifier } is withdrawn.
group-delete-kept = What people hold by themselves or through other groups stays. The event log keeps what happened.
group-delete-beyond = The group holds roles that you may not end. Leave its deletion to a Smart Account Administrator.
group-deleted = { $name } is deleted.
group-for-whom = For whom
group-for-oneself = For myself
group-for-whom-hint = For a group, everybody in it has the access that is granted, now and later.
group-for = for the group { $name }
group-holds-there = What the group holds there
group-for-follows = Whoever is in the group has what is granted, now and later; its own administrators decide who that is. The event log of the account says who joins and who leaves.
group-for-gone = This group has been deleted.
group-handed-on = These groups then belong to { $place }: { $groups }.
group-for-who = { $count ->
    [0] a group of { $account }, { $domain }, with nobody in it yet
    [one] a group of { $account }, { $domain }, with one person in it
   *[other] a group of { $account }, { $domain }, with { $count } people in it
}
group-mine = Your groups
group-mine-lead = Groups you are in, and which hold roles for you.
group-mine-none = You are in no group.
group-own-gives = What you have through this group
group-leave = Leave this group
group-leave-follows = You lose at once what you have only through it. Its administrators can add you again.
group-left = You have left { $name }.
form-back = Back

## Agreements
agreements = Agreements
agreements-none = There is no agreement to accept.
agreement-title = Title
agreement-words = Text
agreement-version = Version
agreement-versions = Versions
agreement-version-number = Version { $number }
agreement-published-on = Published
agreement-published-by = Published by { $name }
agreement-accepted-by = Accepted by { $name }
agreement-accepted = Accepted
agreement-required = To be accepted before working
agreement-open = Not accepted
agreement-required-label = It must be accepted before anybody works with this account
agreement-publish = Publish
agreement-published = The version is published.
agreement-new = New agreement
agreement-new-version = New version
agreement-accept = Accept for the account
agreement-accept-hint = You accept on behalf of the whole account.
agreement-accepted-now = The agreement is accepted.
agreement-holds-back = Nobody can work with this account before an agreement is accepted.
agreement-see = See the agreements
tile-held-back = an agreement is not accepted yet
## Automation
automation = Automation
automation-lead = Rules decide requests the moment they are sent. The first rule that a request fits acts, at most one; whatever fits none waits for you.
rule-new = New rule
rule-change = Change a rule
rule-none = There are no rules. Every request waits for an administrator.
rule-column = Rule
rule-when = When a request
rule-when-hint = Leave open what does not matter. A request for a group never fits a rule.
rule-then = Then
rule-author = Last saved by
rule-version = version { $version }
rule-idle = does nothing
rule-idle-warning = A rule marked so does nothing: whoever last saved it can no longer decide for the whole account, whom it sends to can no longer decide, or its Virtual Accounts are gone. Change it, save it again in your name, or delete it.
queue-idle-rules = These automation rules do nothing, as somebody or something they rely on is gone: { $rules }.
event-rule-went-idle = The rule { $name } acts no more: whoever saved it can no longer decide for the whole account
mail-rule-idle-subject = The rule { $name } of { $account } does nothing any more
mail-rule-idle = { $author }, who last saved the automation rule { $name } of { $account }, can no longer decide for the whole account, so the rule does nothing. Save it again in your name, or delete it.
mail-rule-idle-action = Look at the rule
rule-rights = A rule acts with the rights of whoever last saved it, as they are at that moment. It never decides its own author’s request.
rule-name = Name of the rule
rule-name-hint = Requesters and administrators read it beside each decision.
rule-place = Position
rule-place-hint = 1 comes first. Empty: last.
rule-domain = Verified e-mail domain
rule-domain-kind = The domain
rule-domain-kind-inside = is this one or inside it
rule-domain-kind-is = is exactly this one
rule-domain-fault = Type a domain such as company.example.
rule-role = Role asked for, at most
rule-role-hint = A request that names no role fits, too.
rule-scope = Scope asked for
rule-any-scope = Any
rule-scope-none = None named
rule-scope-these = Only within these Virtual Accounts
rule-within = Ends within so many days
rule-within-hint = Only requests that ask for an end date fit.
rule-days = For so many days at most
rule-number = Type a whole number from 1 to { $most }.
rule-send = Send to an administrator
rule-outcome-missing = Choose what the rule does.
rule-rehearse = Rehearse
rule-rehearse-hint = Next you see what the rule would have done with recent requests. Nothing is saved before that.
rule-rehearsal = Rehearsal: what the rule would have done
rule-rehearsed = { $read ->
    [0] Nobody has asked in the last { $days } days, so there is nothing to rehearse with.
    [one] One request was sent in the last { $days } days. { $fitted } would have fitted a rule, { $differ } would have gone another way.
   *[other] { $read } requests were sent in the last { $days } days. { $fitted } would have fitted a rule, { $differ } would have gone another way.
}
rule-rehearsed-most = Only the newest { $count } were looked at.
rule-waits = Wait for an administrator
rule-differences = What would have gone another way
rule-happened = What happened
rule-would = What the rule would have done
rule-more = { $count ->
    [one] And one more.
   *[other] And { $count } more.
}
rule-save = Save the rule
rule-saved = The rule { $name } is saved and acts from now on.
rule-rehearse-again = The rules have changed since you rehearsed this one. Look at it again as they stand now, then save.
rule-delete = Delete this rule
rule-delete-hint = Requests it would have decided wait for an administrator. What it has decided stays decided.
rule-deleted = The rule is deleted.
rule-domain-is = has a verified address in { $domain }
rule-domain-inside = has a verified address in { $domain } or below it
rule-organisation-is = comes from { $organisation }
rule-role-at-most = asks for { $role } at most
rule-scope-unsaid = names no scope
rule-scope-entire = asks for the entire account
rule-scope-within = asks for nothing outside { $parts }
rule-within-days = asks for an end within { $days } days
rule-any = is sent, whatever it asks
rule-approves = Approve: { $what }
rule-approves-for = Approve: { $what }, for { $days } days at most
rule-declines = Decline: { $reason }
rule-sends = Send to { $name }
rule-decided = By the rule { $name }, version { $version }.
mail-by-deputy = Decided by { $deputy } as deputy of { $name }.
mail-by-rule = Decided by the rule { $name }, version { $version }.
event-rule-saved = Rule saved: { $name }, version { $version }
event-rule-deleted = Rule deleted: { $name }
event-rules-reordered = Rules put in another order
event-rule-could-not-act = The rule { $name }, version { $version }, could not act ({ $code })
refusal-too-many-rules = An account has at most 50 rules. Delete one first.
refusal-rule-needs-domain = A rule that approves needs a verified e-mail domain that belongs to one organisation: what people write in their profile, anybody could write, and in a public mail domain anybody has an address. Add the domain, or let the rule send the requests to an administrator.
refusal-rule-contradicts = The rules { $earlier } and { $later } say different things of the same requests. Change the conditions of one, or delete the other.
refusal-rule-never-reached = The rule { $later } would never act: every request that fits it fits { $earlier } first. Move it up, or narrow the other.
## Access reviews
reviews = Access reviews
reviews-lead = Look at who holds what, from time to time: keep it, change it or end it, by a date.
reviews-none = No review yet.
review-start = Start a review
review-started = The review has started. Its lines are being put together.
review-new-lead = Its lines are fixed at the start. Those who decide get a mail, and reminders before the date.
review-name = Name of the review
review-name-hint = Such as “Autumn 2026”. It stands in the event log and in the mails.
review-who = Whose roles
review-everyone = Everyone’s
review-dormant = People not active for { $days } days
review-due = Due on
review-due-hint = The whole day counts.
review-rule = What nobody has answered by then
review-rule-keep = Unanswered roles are kept
review-rule-end = Unanswered roles end
review-rule-hint = The last administrator of the account is always kept.
review-progress = Decided
review-open = Open
review-undecided = Undecided
review-closed = Closed
review-others = Somebody else’s to decide
review-gathering = The lines are still being put together. You may begin already.
review-settling = What nobody has answered is being decided by the rule.
review-export = Download the record as CSV
review-close = Close the review now
review-closing = The review closes. What nobody has answered follows its rule.
review-close-left = { $count ->
    [0] Everything is decided.
    [one] One role is undecided.
   *[other] { $count } roles are undecided.
}
review-show = Which lines
review-show-open = Undecided
review-show-mine = Mine to decide
review-show-decided = Decided
review-show-all = All
review-no-lines = No lines here.
review-decision = Decision
review-answer = Decide the ticked ones
review-keep = Keep
review-end = End
review-end-hint = You see what ends before it does.
review-role = Another role
review-until = An end date
review-words = In a word, why
review-choose-lines = Tick at least one line, and at most 200.
review-choose-answer = Choose what becomes of the ticked ones.
review-end-title = End these roles?
review-end-what = These roles end at once, and those who hold them get a mail.
review-decided = { $count ->
    [one] One role decided.
   *[other] { $count } roles decided.
}
review-kept = Kept
review-kept-suspended = The account was suspended, so nobody could answer.
review-changed = Changed
review-ended = Ended
review-gone = Had ended or been replaced before
review-gone-now = No longer held
review-superseded = Changed outside the review
review-was = Was { $was } when the review began
review-by-rule = by the rule
event-review-started = Access review “{ $name }” started
event-review-opened = Access review “{ $name }”: its lines are fixed
event-review-reminded = Access review “{ $name }”: the deciders were reminded
event-review-decided = Access review “{ $name }”: { $holder }: { $outcome }
event-review-ending = Access review “{ $name }” takes no more answers
event-review-closed = Access review “{ $name }” closed
mail-review-subject = Access review “{ $name }” of { $account }
mail-review-opened = { $count ->
    [one] One role is to be looked at by { $date }. You are one of those who can decide.
   *[other] { $count } roles are to be looked at by { $date }. You are one of those who can decide.
}
mail-review-reminder = { $count ->
    [one] One role is still undecided. The review is due on { $date }.
   *[other] { $count } roles are still undecided. The review is due on { $date }.
}
mail-review-keep = What nobody has answered by then is kept.
mail-review-end = What nobody has answered by then ends.
mail-review-closed = The review is closed. Its record can be downloaded from its page.
mail-review-action = Open the review

## Notification addresses
notification-addresses = Notifications
notification-addresses-lead = These addresses, shared mailboxes for the most part, get a copy when somebody asks for access, and when nobody has answered for so long that an operator is told. To decide, people log in.
notification-addresses-none = No address gets copies yet.
notification-addresses-closed = The account is not active: no copies are sent, and no address can be added.
notification-address-new = Add an address
notification-address-add = Add address
notification-address-hint = Inside the account’s domain: { $domains }, subdomains included. { $most } addresses at most.
notification-address-language = Language of the copies
notification-address-added-by = Added by
notification-address-by = added by { $name }
notification-address-confirmed = Confirmed
notification-address-waiting = Waiting for confirmation
notification-address-lapsed = Not confirmed in time
notification-address-outside = Outside the domain
notification-address-outside-words = It gets nothing while it is.
notification-address-undelivered = A mail could not be delivered:
notification-address-renew = Send link again
notification-address-remove = Remove
notification-address-added = A mail with a link is on its way to { $email }. Copies follow once somebody there has confirmed.
notification-address-renewed = Another mail is on its way to { $email }. The link in the last one no longer works.
notification-address-removed = { $email } is removed and gets no more copies.
notification-address-gone = This address was removed already. Nothing was changed.
notification-address-open-until = Confirm until
notification-address-confirm-title = Confirm a notification address
notification-address-confirm-words = This address gets a copy whenever somebody asks for access to this account. To see a request and to decide it, people log in.
notification-address-confirm = Confirm this address
notification-address-confirmed-now = Confirmed: { $email } gets copies about { $account } from now on.
notification-address-link-outside = This address does not belong to the account’s domain any more, so nothing is sent there.
event-notification-address-added = Notification address added: { $email }
event-notification-address-renewed = Notification address asked again to confirm: { $email }
event-notification-address-confirmed = Notification address confirmed: { $email }
event-notification-address-removed = Notification address removed: { $email }
mail-notification-address-subject = Confirm this address for { $account }
mail-notification-address = { $by } ({ $organisation }) wants a copy of the mail about access requests to { $account } to come here. It does once somebody who reads this mailbox confirms.
mail-notification-address-action = See and confirm
mail-notification-address-not-you = If you do not know what this is about, do nothing: no copies come, and the link stops working by itself.
mail-copy-lead = { $name } asks for access to { $account }. This is a copy of what its administrators were sent; they decide.
mail-copy-unanswered-subject = Unanswered: { $name } asks for access to { $account }
mail-copy-unanswered-lead = { $name } asked for access to { $account } on { $date }, and none of its administrators has answered. An operator has been told.
mail-copy-action = Log in and see the request
mail-copy-why = { $email } gets this as a notification address of { $account }. The administrators of the account can remove it.
## Large installations

operator-accounts-none-so-far = No account matches so far. Go on to the next page.

## Refusals
refusal-email-not-verified = You need a verified e-mail address before you can ask. Add one to your profile.
refusal-account-not-open = This account takes no requests just now: it is suspended, or not active yet. Talk to your contact in that company.
refusal-account-rests = This account is suspended, or not active yet, so this cannot be done in it for now. The operators can say why.
refusal-nothing-decided = This account is not active, so nothing is decided about its requests. They wait as they are until it is active again.
refusal-already-pending = You have asked for this already, and it is waiting for an answer.
refusal-too-soon-after-denial = Your last request was declined. You can ask again from { $from }.
refusal-already-approved = This request was approved on { $at }. Nothing was changed.
refusal-already-denied = This request was declined on { $at }. Nothing was changed.
refusal-already-withdrawn = This request was withdrawn on { $at }. Nothing was changed.
refusal-already-expired = This request expired on { $at }. Nothing was changed.
refusal-stale-page = The request has changed since you opened this page. Look at it again, then submit.
refusal-own-request = This is your own request: somebody else decides it.
refusal-own-membership = You cannot give yourself a role or change your own. Ask another administrator.
refusal-no-virtual-account-chosen = Tick at least one Virtual Account.
refusal-virtual-account-of-another-account = One of these Virtual Accounts is not part of this account. Choose again.
refusal-role-does-not-fit-scope = This role does not fit the scope. Smart Account roles go with the entire account, Virtual Account roles with selected Virtual Accounts.
refusal-beyond-own-rights = You can only give Virtual Account roles on your own Virtual Accounts. Choose among those, or leave it to a Smart Account Administrator.
refusal-approver-outside-domain = A Smart Account Approver needs a verified e-mail address in { $domain }, and this person has none. Choose another role, or ask them to add one.
refusal-approver-not-a-person = A Smart Account Approver is one person with a verified e-mail address inside the account’s domain. A group cannot be one: choose another role, or give it to people by name.
refusal-group-name-taken = Another group of this account has this name already. Choose another.
refusal-group-not-managed = Whoever sent this request does not manage its group any more, so nothing can be granted by it. Decline it, or withdraw it if it is yours; those who manage the group now can ask again.
refusal-end-date-in-the-past = This date has passed. Choose a later one, or leave it empty.
refusal-end-date-too-late = This access ends on { $date } at the latest. Choose that day or an earlier one.
refusal-access-does-not-fit = This is not what was asked for. Choose from what the page offers.
refusal-contract-ended = This contract has ended, so it gives nothing. Decline the request, or change the contract’s last day first if it goes on after all.
refusal-access-ended = This access has ended already: nothing was taken away.
refusal-own-access = This is your own access. You do not take it away, you give it back under My access.
refusal-type-not-offered = The contract does not offer this access type. Choose another, or add it to the contract first.
refusal-reminder-too-soon = You can send the next reminder from { $from }.
refusal-reminders-used-up = All your reminders are sent. If it is urgent, open a support case.
refusal-last-administrator = An account keeps at least one administrator without an end date. Name another first.
refusal-last-administrator-of = Nobody else administers { $accounts }. Name another administrator there first, then try again.
refusal-last-operator = This is the only operator who is active. Appoint another with “parvis operator add” first.
refusal-person-deactivated = They are deactivated and cannot log in. Let them back in first.
refusal-own-deactivation = You cannot deactivate yourself. Ask another operator.
refusal-own-erasure = You cannot erase yourself. Ask another operator.
refusal-erasure-of-active = They can still log in. Only somebody who left is erased: deactivate them first.
refusal-person-erased = This person was erased. Nothing is left that could be changed, and nobody to let back in.
refusal-own-email = Change your own address on your profile.
refusal-email-taken = Somebody has this address already. If they have left, deactivate them and free their address first.
refusal-still-active = Only the address of somebody deactivated can be freed. Replace it instead.
refusal-applicant-deactivated = Whoever asked has been deactivated, so this cannot be approved. Operators can let them back in.
refusal-administrators-reachable = Several people who administer this account can be reached, and no request waits that they leave unanswered: only they give roles here. Write to them.
refusal-nothing-to-change = This is so already: somebody was faster. Nothing was changed.
refusal-invitation-over = This invitation was answered, withdrawn or has lapsed. Ask for a new one.
refusal-invitation-outdated = Whoever invited you may no longer give this. Ask an administrator of the account to invite you again.
refusal-invited-by-another-address = This invitation went to another address. Log in with that one.
refusal-too-many-offers = An invitation offers { $most } roles at most. Withdraw it and invite again with what is needed.
refusal-invitation-beyond-reach = This address has an open invitation that reaches beyond your Virtual Accounts. Ask an administrator of the whole account to add this to it.
refusal-letters-too-soon = Enough letters went to this address for now. Send the next from { $from }.
refusal-invitations-used-up = As many invitations as you, or this account, may send in a day are used up. Send the next from { $from }, or ask an operator to allow more for this account.
refusal-too-many-strangers = You have named as many people whom this account does not know as one may name in a day. Name the next from { $from }.
refusal-identifier-taken = Another account has this identifier. Choose another one, or ask for access to it.
refusal-already-creating = You have asked for this account already. Here is where it stands.
refusal-reason-needed = This is not your own domain, so an operator decides: say in at least 10 characters why it is this identifier.
refusal-nominates-self = Somebody else has to authorise this. If you have the authority yourself, say so when you ask for the account.
refusal-not-the-nominee = This was sent to { $email }. Log in with the sign-in that has this address, or ask for it to be sent to yours.
refusal-creation-settled = This has come to its end. Nothing was changed.
refusal-upload-over = This file was applied or discarded already, or is not checked yet. Look at it again.
refusal-upload-faulty = This file cannot be applied: lines of it have faults, or nothing in it is new.
refusal-review-over = This review takes no more answers. Nothing was changed.
refusal-case-closed = This case is solved or closed. Reopen it, or open a new one, if you need more help.
refusal-case-over-for-long = This case has been closed for too long to be reopened. Open a new one that goes on from it.
refusal-not-an-agent = This person does not work on support cases, or has opened this one.
refusal-case-already-open = There is an open case about this request already.
refusal-changed-meanwhile = Somebody changed this since you opened the page. Compare with what stands now, then save again.
refusal-virtual-account-name-taken = There is a Virtual Account of this name in the account. Choose another.
refusal-virtual-account-inside-itself = A Virtual Account cannot be nested in itself or in what it holds. Choose another place.
refusal-nested-too-deep = Virtual Accounts can be nested { $most } levels deep, no deeper. Choose a place further up.
refusal-too-many-virtual-accounts = An account holds at most { $most } Virtual Accounts. Delete what is no longer used.
refusal-virtual-account-is-default = The default cannot be deleted. Make another Virtual Account the default first.
refusal-virtual-account-not-yours = This place is outside your own Virtual Accounts. Choose one inside them, or ask a Smart Account Administrator.
refusal-virtual-account-gone = This Virtual Account does not exist, or no longer. Choose another.
refusal-not-a-decider = This person cannot decide this request. Choose another.
refusal-waiting-for-requester = A word from the requester is already waited for. Decide, propose something else, or wait.
refusal-nothing-to-answer = Nothing is waited for from you any more. Look at the request again.
refusal-offer-is-what-was-asked = This is what was asked for. Approve it, or choose another scope, role or end date.
refusal-offer-void = This proposal cannot be granted any more. Keep your original request, and it is decided as you sent it.
refusal-mail-cannot-be-off = This mail cannot be turned off.
refusal-no-such-hours = Choose both hours, and not the same twice; or neither.
refusal-alias-taken = { $identifier } is not available. Leave it out, or ask an operator if it is yours.
refusal-alias-unproven = { $identifier } cannot be added: no administrator of this account has a verified e-mail address in that domain. Have one verify such an address, or ask an operator.
refusal-too-many-aliases = At most { $most } aliases. Leave some out.
refusal-address-outside-domain = This address lies outside the account’s domain. Use one inside: { $domains }, subdomains included.
refusal-address-no-domain = Anybody may have an address in this account’s domain, so none counts as inside. Add an alias that only your organisation has first.
refusal-address-listed = This address is in the list already.
refusal-too-many-addresses = An account has { $most } notification addresses at most. Remove one first.
refusal-address-confirmed = This address is confirmed already. There is nothing left to do.
refusal-address-removed = This address was removed from the account, so nothing is sent there.
refusal-address-link-replaced = A newer mail was sent to this address. Use the link in that one.
refusal-address-link-lapsed = It is too old. Ask an administrator of the account to send another.
refusal-account-letters-too-soon = Enough mails with links went out for this account for now. Send the next from { $from }.
refusal-own-letters-too-soon = You have had enough letters sent to other people’s addresses for now. Send the next from { $from }.
refusal-too-often = That was tried too often. Try again from { $from }.
refusal-messages-too-soon = You have written enough messages for now. Write the next from { $from }; until then, what you would say fits into one.
refusal-too-much-said = So much has been said here that there is no room for more.
refusal-too-many-attachments = { $left ->
    [0] This case holds as many files as one may. Say the rest in words, or open another case.
    [one] Only one more file goes with this message.
   *[other] Only { $left } more files go with this message.
}
refusal-attachments-too-soon = You have attached as many files as one may in a day. You can attach more from { $from }.
refusal-too-many-agreements = An account has at most { $most } agreements. Publish a new version of one that is there.
refusal-contract-number-taken = Another contract has the number { $number }. Find it in the list and change it there, or type another number.
refusal-no-access-type-offered = Choose at least one access type.
refusal-too-many-serials = A contract has at most { $most } serial numbers.
refusal-too-many-contract-domains = A contract has at most { $most } domains.
refusal-domain-of-anybody = Anyone can have an address in { $domain }, so it shows nobody’s company. Name a domain that the company has registered itself.

## Errors
error-home = Back to the home page
error-not-found = Not found
error-not-found-words = There is no such page, or it is not for you. Check the address, or start again from the home page.
error-bad-form = This did not arrive whole
error-bad-form-words = Something the page sends was missing or not as expected. Go back, reload the page and try again.
error-refused = That is not possible
error-too-often = Too often
error-busy = Too busy just now
error-busy-words = We could not answer in time. Wait a few seconds, see whether it was done, then try again.
error-read-only = Only reading for now
error-read-only-words = Nothing can be changed just now; what is there can be read. Keep what you typed, and try again later.
error-internal = Something went wrong
error-internal-words = It is our fault, and it has been noted. Nothing was changed. Try again, and ask for help if it happens again.
error-other-site = Sent from another site
error-other-site-words = For your safety, forms are only taken from our own pages, at { $address }. Open the page there and try again. If you are there already, tell whoever runs this installation that its address is set to another one.
error-method = Not like this
error-method-words = This address cannot be used in this way. Start again from the home page.
error-too-large = Too large
error-too-large-words = What you sent is larger than any form here. Shorten it and try again.

## Support cases
support-case-list = Support cases
support-case-list-operators = Cases of the only support agent: nobody of support but operators can answer them. With several agents there are none here.
support-case-none = No cases here.
support-case-open-one = Open a support case
support-case-lead = The case carries your request for { $identifier } with it: support sees what you asked and what happened since.
support-case-words = What do you need?
support-case-words-hint = Say what is urgent, and whom you have already asked.
support-case-send = Send to support
support-case-opened = Your case is open. The answer stands here, and we write to you once there is one.
support-case-about = There is a case about this request:
support-case-see = see it
support-case-access-to = Access to { $identifier }
support-case-no-subject = No subject
support-case-number = Case number
support-case-subject = Subject
support-case-subject-hint = In a few words, for you and for support to find it by.
support-case-lead-free = Say what you need: an answer stands in the case, and we write to you once there is one.
support-case-about-request = About which of your requests?
support-case-no-request = None
support-case-earlier = Goes on from
support-case-your-turn = Waiting for you
support-case-own = Your support cases
support-case-own-none = You have opened no support case.
support-case-search = Number, subject, name or address
support-case-any-status = Any status
support-case-assignee = Agent
support-case-mine = You
support-case-nobodys = Nobody
support-case-priority = Priority
support-case-due = Due
support-case-overdue = Overdue
support-case-first-answer = First answer
support-case-resolution = Solution
support-case-first-answer-due = First answer due
support-case-first-answer-given = First answer given
support-case-resolution-due = Solution due
support-case-over-since = Over since
support-case-clock-stands = Not while it waits for its opener
support-case-work = Work on the case
support-case-prioritised = The priority is saved.
support-case-take = Take the case
support-case-taken = You look after this case now.
support-case-hand-to = Hand it to
support-case-choose-agent = Choose an agent
support-case-choose-agent-fault = Choose who is to look after the case.
support-case-hand = Hand over
support-case-no-other-agent = There is no other agent to hand it to.
support-case-handed = The case is handed over.
support-case-give-back = Give it back to all
support-case-given-back = Nobody looks after this case now: it waits for every agent.
support-case-opener = Opened by
support-case-canned = Prepared answer
support-case-canned-hint = It is added to the message, in the language of whoever opened the case. What you have typed stays.
support-case-canned-none = None
support-case-canned-put = Add it to the message
support-case-canned-fault = Choose a prepared answer.
support-case-note = Note for support
support-case-note-hint = Only agents read it, never whoever opened the case.
support-case-note-keep = Keep the note
support-case-noted = The note is kept.
support-case-act = What support can do
support-case-act-lead = Support neither decides the request nor ends it.
support-case-why = Why
support-case-why-hint = Only agents read it, in this case. Those who decide and whoever asks do not.
support-case-remind = Remind those who decide
support-case-reminded = Those who decide are reminded by e-mail.
support-case-hand-over-to = Hand the request over to
support-case-choose-decider = Choose who decides
support-case-choose-decider-fault = Choose to whom the request is handed over.
support-case-hand-over = Hand the request over
support-case-handed-over = The request is handed over; its new decider is told by e-mail.
support-case-act-reminder = Reminded those who decide
support-case-act-hand-over = Handed the request over
support-case-handed-request = Support handed the request over to { $name }
support-case-internal = Internal note
support-case-solution = Solution
support-case-solve = Send and mark as solved
support-case-solved-now = The case is solved. Whoever opened it is told how.
support-case-is-closed = This case is closed.
support-case-closes = This case is solved. It closes by itself on { $date }.
support-case-reopen-until = Not solved after all? You can reopen the case until { $date }.
support-case-still-missing = What is still missing?
support-case-reopen = Reopen the case
support-case-reopened = The case is open again.
support-case-go-on = Open a new case that goes on from this one
support-case-messages = Messages
support-case-agent = Support
support-case-message = Your message
support-case-message-send = Send message
support-case-message-sent = What you wrote stands in the case.
support-case-afterwards = After the message
support-case-afterwards-waits = The case waits for whoever opened it
support-case-afterwards-stays = The case stays with support
support-case-close = Close the case
support-case-close-question = Close this case?
support-case-close-opener = Nobody answers it any more. You can reopen it for 14 days; if it was solved before, for 14 days after that.
support-case-close-agent = Whoever opened it is told. It can be reopened for 14 days; if it was solved before, for 14 days after that.
support-case-close-typed = What you have typed is not sent by this. It stays on the page.
support-case-close-sure = Yes, close it
support-case-close-not = Leave it open
support-case-since = The case has changed since you opened the page
support-case-since-lead = Nothing was done. See what is new, then press the button again if it still holds: what you typed is in its field.
support-case-since-said = { $name } has written.
support-case-since-solved = { $name } has marked the case as solved.
support-case-since-closed = { $name } has closed the case.
support-case-since-closed-by-itself = The case has closed by itself.
support-case-since-reopened = { $name } has reopened the case.
support-case-since-noted = { $name } has kept a note.
support-case-since-acted = { $name } has done something about the request.
support-case-since-prioritised = { $name } has set the priority: { $priority }.
support-case-since-taken = { $name } has taken the case.
support-case-since-handed = { $name } has handed the case over.
support-case-since-given-back = { $name } has given the case back to all.
support-case-new = New
support-case-reopening = Reopened
support-case-unsent = This was not sent
support-case-opener-gone = Deactivated
support-case-opener-gone-words = The user account of whoever opened this case is deactivated: what you write here reaches nobody.
support-case-decide = Decide the request
support-case-decided = See the request where it is decided
attachment-field = Files
attachment-hint = PNG, JPEG, PDF, text or CSV. At most { $most } files of { $each } MB each, and { $together } MB together.
attachment-fault = { $name }: { $why }
attachment-too-large = The file is larger than { $most } MB. Send a part of it, or a picture of lower resolution.
attachment-too-large-together = With this file they are more than { $most } MB together. Send the rest with another message.
attachment-too-many = With one message go at most { $most } files. Send the rest with another message.
attachment-broken-off = The file did not come whole. Choose it again.
attachment-empty = The file is empty.
attachment-unknown = A file of this type is not taken. Send a PNG, JPEG, PDF, text or CSV file.
attachment-not-utf8 = This is no text in UTF-8. Save it anew as UTF-8 (in a spreadsheet: “CSV UTF-8”), and choose it again.
attachment-active = Pages, drawings with scripts and programs are not taken, nor is a text that begins with one. Send a picture of it, or a text with a line of your own above it.
attachment-archive = Archives and office documents are not taken, as nobody sees what is packed in them. Send the files themselves, documents as PDF.
attachment-two-types = The file is of two types at once. Save it anew in the program that made it; a moving photo, as a still picture.
attachment-cut-off = The end of the file is missing. Choose it again.
attachment-disagrees = By its content the file is a { $kind }, and its name or type says something else. Give it the right ending.
attachment-again = Nothing was sent yet. Choose the files again.
attachment-busy = Other files are coming in just now. Wait a moment, choose the files again and send them.
attachment-list = Attached
attachment-digest = SHA-256
attachment-size = Bytes
attachment-png = PNG picture
attachment-jpeg = JPEG picture
attachment-pdf = PDF document
attachment-text = text file
attachment-csv = CSV file
attachment-about = { $kind }, { $size }
attachment-bytes = { $size ->
    [one] 1 byte
   *[other] { $size } bytes
}
attachment-kilobytes = { $size } kB
attachment-megabytes = { $size } MB
support-case-closed-now = The case is closed.
support-case-request = The request
support-case-mind = Whoever asks may not know whether there is such an account: mind your words.
support-case-no-account = Nobody has an account with this identifier.
contact-title = Write to support
contact-lead = For whoever cannot log in. We first send a link to your address; once you follow it, what you wrote reaches support. The answer comes by e-mail.
contact-signed-in = You are logged in: open a support case instead. It needs no confirmation, and the answer stands among your cases.
contact-forgotten-first = If only your user ID or your password is missing, you get both without support.
contact-name = Your name
contact-email = Your e-mail address
contact-email-hint = The link and the answer go there.
contact-words = What is wrong?
contact-words-hint = Say what you tried and what the page said. Never send a password.
contact-send = Send
contact-sent = If mail can be delivered to that address, a link is on its way. Follow it within two days: until then, nothing you wrote reaches support. Nothing after a few minutes? Look in the spam folder, or check the address and try again.
contact-confirm-title = Send this to support
contact-confirm-lead = You wrote this before your address was confirmed. Send it only if it is yours.
contact-confirm = Confirm the address and send
contact-confirmed = Your address is confirmed, and support has what you wrote. The answer stands here, and comes by e-mail.
contact-arrived = Your address is confirmed, and support has what you wrote. The newest e-mail about your case has a link to it; the answer comes by e-mail, too.
contact-link-dead = It has been used, or is too old, or your case was closed and can no longer be reopened. What was confirmed has reached support: the newest e-mail about your case leads to it. You can also write again.
contact-case-lead = Whoever has the link of an e-mail about this case can read it and write in it. Do not pass it on.
contact-link-expired = This link is too old. Your support case is still there: we can send another link to the address you confirmed.
contact-link-another = Send another link
contact-link-sent = If it can be delivered, another link is on its way to the address you confirmed. It works for 30 days.
support-case-visitor = Not logged in; address confirmed
support-case-visitor-mind = Whoever wrote this was not logged in. That they read the mail of the address is confirmed; their name is not. Give nothing away that only the owner of a user account may know, and let nobody in on their word.
support-case-visitor-known = This address belongs to
support-case-visitor-unknown = Nobody has a user account with this address.
support-case-visitor-short = not logged in

## Contracts
contract-full-support = Full support (contract)
contract-software-download = Software download (contract)
contract-bill-to = Bill-to ID
contract-serials = Serial numbers
contract-company = Company
contract-parent = Parent company
contract-domains = Verified domains
contract-end = End
contract-locked = Locked
contracts = Contracts
contract-all = All contracts
contract-title = Contract { $number }
contract-number = Contract number
contract-number-hint = Letters and digits. Spaces, hyphens and case do not matter.
contract-number-missing = Type a number: letters and digits.
contract-number-too-long = A number has at most { $most } letters and digits; this one has { $found }.
contract-number-not-allowed = A number holds letters from A to Z and digits, but not “{ $character }”. Spaces and hyphens do not matter.
contract-one-of-list = “{ $text }”: { $fault }
contract-bill-to-hint = Whoever pays for it. Several contracts may have the same.
contract-serials-hint = One a line, or with spaces or semicolons between them, { $most } at most. A serial number that stands in several contracts leads to none of them.
contract-domains-hint = One a line, { $most } at most: domains that you have verified as the company’s or its parent’s own. Whoever has a confirmed address there is given access at once.
contract-offers = Access types
contract-last-day = Last day
contract-last-day-hint = The contract holds until this day is over, by your time zone. Leave empty if that is not known.
contract-ended = Ended
contract-in-force = In force
contract-no-domain = None: every request is decided by Support.
contract-search = Number or company
contract-search-hint = The beginning of a contract number, bill-to ID or serial number, or words of the company’s name or domain.
contract-none = There are no contracts yet. Add the first one.
contract-none-found = No contract begins like this. Try less of it.
contract-none-so-far = Nothing was found so far. Go on to the next page.
contract-new = Add a contract
contract-added = Contract { $number } was added.
contract-import = Import contracts
contract-imports = Files of contracts
contract-file-hint = Choose a file or drop it here. First line: { $header }, in any order.
contract-file-columns = What stands in the file
contract-file-rules = One contract a line, known by its number: one that is there is changed to what its line says, all of it. Several serial numbers, domains or access types are separated by spaces, dates look like 2027-03-31, and locked is yes or no.
contract-export = Export contracts
contract-export-hint = As they are found here, as CSV that can be imported again.
contract-change = Change
contract-change-title = Change contract { $number }
contract-changed = The contract was changed.
contract-lock = Lock the contract
contract-lock-lead = Nobody is given access by a locked contract at once: every request waits for Support. Access that people have stays.
contract-locked-now = The contract is locked.
contract-unlock = Unlock the contract
contract-unlock-lead = While it is locked, nobody is given access by it at once: every request waits for Support.
contract-unlocked-now = The contract is no longer locked.
contract-do-end = End the contract
contract-end-title = End contract { $number }
contract-end-hint = The contract holds until this day is over, by your time zone. Leave empty to end it at once.
contract-end-nothing = From then on, nobody is given access by this contract.
contract-end-access = Access that people have by it ends with it.
contract-end-nobody = Nobody has access by it now.
contract-end-holders = { $count ->
    [one] One person has access by it now.
   *[other] { $count } people have access by it now.
}
contract-end-kept = The contract stays in the list with its history. If it goes on after all, change its last day.
contract-ended-now = The contract has ended.
contract-ends-on = The contract ends when { $day } is over.
contract-access = Who has access
contract-access-title = Access by contract { $number }
contract-access-lead = By its number, its bill-to ID or one of its serial numbers, as far as it holds today.
contract-access-none = Nobody has access by this contract.
contract-access-number = Number used
contract-access-request = Request
contract-history = History
contract-history-change = { $label }: { $after } (before: { $before })

## Operators
operator-title = Operation
operator-needed = Needs you
operator-proxy-unnamed = You came here through { $address }, which says for whom it forwards and is not among trusted_proxies. If it is your reverse proxy, name it in that setting: until then everybody counts as one visitor, and a few wrong passwords keep all of them out.
operator-one-address = Nearly all log-ins of late came from { $address }. If it is a reverse proxy, name it in the setting trusted_proxies and have it send X-Forwarded-For: until then everybody counts as one visitor, and a few wrong passwords keep all of them out.
operator-no-mail = No mail server is configured. Mail waits and goes out once there is one: see the operating manual.
operator-dead = { $count ->
    [one] One mail could not be delivered.
   *[other] { $count } mails could not be delivered.
}
operator-see = See them
operator-waiting = { $count ->
    [one] One mail is waiting to be sent.
   *[other] { $count } mails are waiting to be sent.
}
operator-mail-still = No mail goes out.
operator-mail-since = Since
operator-mail-oldest = the oldest mail that waits was written on
operator-mail-with-fault = { $count ->
    [one] One mail was tried in vain and is tried again.
   *[other] { $count } mails were tried in vain and are tried again.
}
mail-trouble-unreachable = The mail server cannot be reached.
mail-trouble-unsafe = The connection to the mail server cannot be made safe.
mail-trouble-shut-out = The mail server does not accept the log-in.
mail-trouble-sender = The mail server takes nothing from this sender.
mail-trouble-silent = The mail server does not answer in time.
mail-trouble-every-reader = The mail server refuses every reader.
operator-undone = What could not be done
operator-undone-lead = { $count ->
    [one] One thing was due and failed. It is tried again by itself, ever more seldom.
   *[other] { $count } things were due and failed. They are tried again by themselves, ever more seldom.
}
operator-undone-what = What
operator-undone-why = Fault
operator-undone-since = Since
operator-undone-next = Next try
operator-escalated = Requests nobody answered
operator-escalated-none = Every request is being looked after.
operator-escalated-hint = Reach those who decide: only they can. Where an account has nobody who answers, open its page and name another administrator; for a programme, name others who decide in the settings.
operator-asked-for = Asked for
operator-nobodys = nobody has this identifier
operator-administrators = Administrators
operator-no-administrators = none who can be reached
operator-accounts = Smart Accounts
operator-accounts-none = No Smart Accounts yet. Create the first one, or bring in what you have with “parvis import”.
operator-new-account = Create a Smart Account
operator-create = Create the account
operator-identifier-hint = The domain name the account is to be known by, such as company.example.
operator-virtual-accounts-hint = One name a line. The first is the default.
operator-first-virtual-account = Default
operator-virtual-account-twice = { $name } stands there twice.
operator-administrator = First administrator
operator-administrator-hint = The user ID or e-mail address of somebody who has a sign-in.
operator-administrator-unknown = Nobody who can log in is known by this. Ask them to create an account first.
operator-domain-taken = Another account has this identifier.
operator-account-created = { $name } is ready.
operator-mail = Mail
operator-mail-all = All
operator-mail-none = No mail here.
operator-mail-retry = Try again
operator-mail-revived = The mail will be tried again at once.
operator-mail-faulty = With a fault
operator-mail-waiting = Waiting
operator-mail-choose = Choose the mail to
operator-mail-retry-chosen = Send the chosen again
operator-mail-retry-all = Send all again
operator-mail-none-chosen = No mail was chosen.
operator-mail-tried-again = { $count ->
    [0] No mail had a fault. Those that wait will be tried at once.
    [one] One mail will be tried again at once.
   *[other] { $count } mails will be tried again at once.
}
operator-notices = Notices that could not be written
operator-notices-lead = What people were to be told, and no mail could be made of. It is tried again by itself.
mail-dead = Given up
mail-sent = Handed to the mail server
mail-waiting = { $count ->
    [0] Waiting
    [one] Waiting, tried once
   *[other] Waiting, tried { $count } times
}

## Events
actor-system = Parvis
actor-visitor = A visitor
event-request-sent = Access was asked for
event-request-approved = A request was approved: { $role }
event-request-denied = A request was declined: { $reason }
event-request-withdrawn = A request was withdrawn
event-request-expired = A request expired
event-request-nudged = The requester sent a reminder
event-request-reminded = Those who decide were reminded
event-request-reminded-by-support = Support reminded those who decide
event-request-escalated = An operator was told
event-request-expiry-announced = The requester was warned of expiry
event-request-decision-refused = A decision was refused ({ $code })
event-membership-granted = Role given: { $role }
event-membership-ended = Role ended: { $role }
event-membership-changed = Role changed: { $role }
event-membership-end-announced = End of a role announced: { $role }
event-entitlement-granted = Access given: { $what }
event-entitlement-granted-kind = Access given
event-entitlement-end-announced = The holder was told that the access ends
event-entitlement-ended = Access ended
event-entitlement-taken-away = Access taken away
event-entitlement-end-moved = The end of the access was moved
event-group-created = Group created: { $name }
event-group-changed = Group changed: { $name }
event-group-deleted = Group deleted: { $name }
event-group-deletion-begun = Group being deleted: { $name }
event-group-member-added = Somebody joined the group { $name }
event-group-member-removed = Somebody left the group { $name }
event-group-emptied = { $count ->
    [one] { $count } person left the group { $name } with its deletion
   *[other] { $count } people left the group { $name } with its deletion
}
event-group-refused = A change to the group { $name } was refused ({ $code })
event-group-guest-added = Somebody joined the group { $name }, which holds roles here
event-group-guest-removed = Somebody left the group { $name }, which holds roles here
event-person-registered = Somebody signed up
event-person-profile-changed = A profile was changed
event-person-email-changed = An address was changed
event-person-email-taken-back = A change of address was taken back
event-person-email-replaced = An operator replaced an address
event-person-email-freed = An operator freed the address of somebody deactivated
event-person-email-failing = Mail to an address does not arrive
event-person-email-working = Mail to an address arrives again
event-person-password-changed = A password was changed
event-person-operator-appointed = An operator was appointed
event-person-operator-removed = Somebody is no longer an operator
event-person-agent-appointed = A support agent was appointed
event-person-agent-removed = Somebody is no longer a support agent
event-person-reset-link-made = A link to set a new password was made on the machine
event-account-created = The account was created
event-virtual-account-created = Virtual Account created: { $name }
event-case-opened = A support case was opened
event-case-answered = A support case was answered
event-case-closed = A support case was closed
event-case-solved = A support case was solved
event-case-closed-by-itself = A solved support case closed by itself
event-case-reopened = A support case was reopened
event-case-removed = A support case was deleted when its time was over
event-case-attached = Files were attached in a support case
event-case-noted = A note was kept in a support case
event-case-acted = Support did something about the request of a support case
event-case-prioritised = The priority of a support case was set
event-case-assigned = A support case was given to an agent or given back
event-virtual-account-changed = Virtual Account changed: { $name }
event-virtual-account-moved = Virtual Account moved: { $name }
event-virtual-account-made-default = New default Virtual Account: { $name }
event-virtual-account-deleted = Virtual Account deleted: { $name }
event-virtual-account-deletion-begun = Virtual Account being deleted: { $name }
event-request-scope-changed = A request goes on without { $name }, which was deleted
event-account-properties-changed = The properties were changed
event-account-invitations-set = Invitations in a day: { $count }
event-account-invitations-by-age = Invitations in a day: as many as accounts of this age may send
event-account-invitations-set-kind = Number of invitations set
event-contract-created = Contract { $number } was added
event-contract-changed = Contract { $number } was changed
event-contract-ended = Contract { $number } was ended
event-agreement-published = Agreement published: { $title }
event-agreement-accepted = Agreement accepted: { $title }

## Kinds of events, for choosing
event-request-approved-kind = A request was approved
event-request-denied-kind = A request was declined
event-request-decision-refused-kind = A decision was refused
event-request-scope-changed-kind = A request goes on without a Virtual Account that was deleted
event-request-offered-kind = Something else was proposed
event-review-started-kind = Access review started
event-review-opened-kind = Access review: its lines are fixed
event-review-reminded-kind = Access review: the deciders were reminded
event-review-decided-kind = Access review: a role was decided
event-review-ending-kind = Access review: no more answers are taken
event-review-closed-kind = Access review closed
event-creation-asked-kind = A new account was asked for
event-creation-nominee-named-kind = Somebody was asked to authorise the account
event-creation-nominee-declined-kind = The account was not authorised
event-creation-objected-kind = Objection to an account below this one
event-creation-declined-kind = An operator declined the account
event-membership-granted-kind = Role given
event-membership-ended-kind = Role ended
event-membership-changed-kind = Role changed
event-membership-end-announced-kind = End of a role announced
event-group-created-kind = Group created
event-group-changed-kind = Group changed
event-group-deleted-kind = Group deleted
event-group-deletion-begun-kind = Deletion of a group begun
event-group-member-added-kind = Somebody joined a group
event-group-member-removed-kind = Somebody left a group
event-group-emptied-kind = People left a group with its deletion
event-group-refused-kind = A change to a group was refused
event-group-guest-added-kind = Somebody joined another account’s group, which holds roles here
event-group-guest-removed-kind = Somebody left another account’s group, which holds roles here
event-invitation-sent-kind = Invitation sent
event-invitation-extended-kind = Invitation to more
event-invitation-renewed-kind = Invitation sent again
event-invitation-accepted-kind = Invitation accepted
event-invitation-declined-kind = Invitation declined
event-invitation-withdrawn-kind = Invitation withdrawn
event-invitation-lapsed-kind = Invitation lapsed
event-invitation-narrowed-kind = Invitation goes on without something that was deleted
event-invitation-left-empty-kind = Invitation withdrawn, as all it offered was deleted
event-notification-address-added-kind = Notification address added
event-notification-address-renewed-kind = Notification address asked again to confirm
event-notification-address-confirmed-kind = Notification address confirmed
event-notification-address-removed-kind = Notification address removed
event-account-identifier-released-kind = An identifier was given up
event-account-reactivated-kind = The account was reactivated
event-account-activated-kind = The account became active
event-account-suspended-kind = The account was suspended
event-account-lapsed-kind = The account lapsed
event-account-revived-kind = The account was revived
event-rule-saved-kind = Automation rule saved
event-rule-deleted-kind = Automation rule deleted
event-rules-reordered-kind = Automation rules put in another order
event-rule-could-not-act-kind = Automation rule could not act
event-rule-went-idle-kind = Automation rule acts no more
event-contract-created-kind = Contract added
event-contract-changed-kind = Contract changed
event-contract-ended-kind = Contract ended
event-agreement-published-kind = Agreement published
event-agreement-accepted-kind = Agreement accepted
event-virtual-account-created-kind = Virtual Account created
event-virtual-account-changed-kind = Virtual Account changed
event-virtual-account-moved-kind = Virtual Account moved
event-virtual-account-made-default-kind = New default Virtual Account
event-virtual-account-deleted-kind = Virtual Account deleted
event-virtual-account-deletion-begun-kind = Deletion of a Virtual Account begun
event-upload-received-kind = File uploaded
event-upload-started-kind = File is being applied
event-upload-finished-kind = File applied
event-upload-checked-kind = File checked
event-upload-stopped-kind = File stopped
event-upload-discarded-kind = File discarded

## Mail
mail-footer = Sent automatically by Parvis; nobody reads answers to this address.
mail-footer-answers = Sent automatically by Parvis. Answers go to { $address }.
mail-footer-help = Questions and help
mail-not-you = If you did not ask for this, ignore this mail. Nothing changes.
mail-request-subject = { $name } asks for access to { $account }
mail-received = We have received your request for { $identifier } of { $date }.
mail-received-days = It is pending, and can be answered for { $days } days. You get an e-mail as soon as there is an answer.
mail-received-next = Its page says what happens next. From { $date } you can send a reminder there.
mail-request-lead = { $name } asks for access. You are one of those who can decide.
mail-request-action = Decide
mail-request-others = Others may decide as well. Once one of you has, the rest are told.
mail-reminder-subject = Reminder: { $name } asks for access to { $account }
mail-reminder-lead = { $days ->
    [one] { $name } asked for access one day ago, and nobody has answered yet.
   *[other] { $name } asked for access { $days } days ago, and nobody has answered yet.
}
mail-support-reminder-lead = { $days ->
    [0] { $name } asked for access today and has turned to support. Support asks you to decide.
    [one] { $name } asked for access one day ago and has turned to support. Support asks you to decide.
   *[other] { $name } asked for access { $days } days ago and has turned to support. Support asks you to decide.
}
mail-nudge-lead = { $days ->
    [one] { $name } asked for access one day ago and sends a reminder.
   *[other] { $name } asked for access { $days } days ago and sends a reminder.
}
mail-escalated-subject = Nobody answers for { $account }
mail-escalated-lead = A request for access to { $account }, sent on { $date }, has had no answer. Please reach those who decide.
mail-no-decider-lead = A request for access to { $account } waits, and nobody is there to decide it: the account has no administrator who is active, not away, and can be mailed.
mail-operator-action = See what needs you
mail-escalated-requester = Nobody has answered your request for { $identifier } yet. An operator has been told and will look after it.
mail-no-decider-requester = Nobody can decide about { $identifier } just now, so your request has gone to the operators. They will look after it.
mail-see-request = See your request
mail-your-request-subject = Your access request for { $identifier }
mail-approved = Your request for { $identifier } is approved.
mail-approved-now = The access works now.
mail-approved-group = Everybody in the group { $group } has the access now.
mail-denied = Your request for { $identifier } was declined. Reason: { $reason }.
mail-denied-again = You can ask again from { $from }.
mail-settled-subject = Settled: { $name } and { $account }
mail-settled-approved = { $by } has approved the request of { $name }. There is nothing left to do.
mail-settled-denied = { $by } has declined the request of { $name }. There is nothing left to do.
mail-withdrawn = { $name } has withdrawn the request. There is nothing left to do.
mail-expiry-announced = Nobody has answered your request for { $identifier } yet. It expires on { $date }. You can open a support case from its page.
mail-expired = Nobody answered your request for { $identifier } in time, so it has expired. You can ask again, or open a support case from its page.
mail-case-subject = Support case { $number }: { $subject }
mail-case-opened = { $name } has opened a support case.
mail-case-answered = { $name } has answered.
mail-case-reopened = { $name } has reopened the case.
mail-case-opened-visitor = Somebody who is not logged in has opened a support case. They call themselves { $name }, which nobody has checked. That they read the mail of { $email } is confirmed.
mail-case-answered-visitor = { $name } ({ $email }, not logged in) has answered.
mail-case-reopened-visitor = { $name } ({ $email }, not logged in) has reopened the case.
mail-case-received = We have received what you wrote to support. Your case has the number { $number }.
mail-case-received-more = We have received what you wrote in your support case { $number }.
mail-case-received-next = You get an e-mail as soon as there is an answer.
mail-case-link = This link lets whoever has it read the case and write in it: do not pass it on. It works until { $date } at the latest.
mail-case-link-new = You asked for another link to your support case.
mail-contact-subject = Confirm your address for support
mail-contact = Somebody, probably you, wrote to support and gave this address. Follow this link within two days to see what was written and to send it. Until then it reaches nobody.
mail-contact-action = See the message and send it
mail-case-more = { $count ->
    [one] And one message more.
   *[other] And { $count } messages more.
}
mail-case-closed = Support has closed your case. If you still need help, you can reopen it until { $date }.
mail-case-solved = { $name } has marked your case as solved.
mail-case-solved-next = The case closes by itself on { $closes }. If something is still missing, you can reopen it until { $until }.
mail-case-solved-closed = The case is closed. If something is still missing, you can reopen it until { $until }.
mail-case-assigned = { $name } has handed you this support case. The last that was said in it:
mail-case-action = See the case
mail-entitlement-ends-subject = Ends soon: { $what }
mail-entitlement-ends = What you were given by your request for { $identifier } ({ $what }) ends after { $date }. If you still need it, ask for it again before then.
mail-entitlement-ends-support = What { $name } has by { $identifier } ({ $what }) ends after { $date }: what is known of the contract no longer gives it at once. You can renew it.
mail-entitlement-moved-subject = New end: { $what }
mail-entitlement-moved = What you were given by your request for { $identifier } ({ $what }) now ends after { $date }.
mail-entitlement-ended-subject = Ended: { $what }
mail-entitlement-contract-ended = What you were given by your request for { $identifier } ({ $what }) has ended on { $date }, as its contract has.
mail-entitlement-ended = What you were given by your request for { $identifier } ({ $what }) has ended after { $date }. If you still need it, you can ask for it again.
mail-entitlement-taken-away-subject = Taken away: { $what }
mail-entitlement-taken-away = { $by } has taken away what you were given by your request for { $identifier } ({ $what }). It has ended on { $date }, for this reason:
mail-entitlement-taken-away-back = If you still need it, you can ask for it again from the page of your request. If you think that this is a mistake, open a support case there.
mail-roles-end-subject = A role of yours in { $account } ends soon
mail-roles-end = { $count ->
    [one] A role of yours in { $account } ends soon. If you still need it, ask for it to be extended: if that is approved before the last day is over, you keep it without a gap.
   *[other] Roles of yours in { $account } end soon. If you still need them, ask for them to be extended: if that is approved before the last day is over, you keep them without a gap.
}
mail-roles-over-subject = A role of yours in { $account } has ended
mail-roles-over = { $count ->
    [one] A role of yours in { $account } has ended, as its last day is over. If you still need it, you can ask for it again.
   *[other] Roles of yours in { $account } have ended, as their last day is over. If you still need them, you can ask for them again.
}
mail-roles-end-there-subject = { $account }: { $count ->
    [one] a role ends soon
   *[other] { $count } roles end soon
}
mail-roles-end-there = { $count ->
    [one] This role in { $account } ends soon. Whoever holds it, unless that is a group, has been told and can ask for it to be extended; you can give it another end date.
   *[other] These roles in { $account } end soon. Those who hold them, groups apart, have been told and can ask for them to be extended; you can give them other end dates.
}
mail-roles-end-action = See roles that end soon
mail-deputy-subject = You stand in for { $name }
mail-deputy = { $name } is away from { $from } to { $until }, and you are their deputy: during that time you can decide the requests that they could decide. Each decision names both of you.
mail-deputy-action = See where you decide
mail-deputy-over-subject = You no longer stand in for { $name }
mail-deputy-over = You are no longer the deputy of { $name }: you decide only where your own roles let you.
mail-absence-noted-subject = Your absence is noted
mail-absence-noted = An operator has noted that you are away from { $from } to { $until }. Meanwhile requests are mailed to others who can decide them.
mail-absence-noted-deputy = An operator has noted that you are away from { $from } to { $until }. Meanwhile { $name } decides in your place, and requests are mailed to them and to others who can decide them.
mail-absence-over-subject = Your absence is over
mail-absence-over = Your absence is over: requests that you can decide are mailed to you again.
mail-absence-action = See your absence
mail-role-subject = Your access to { $account }
mail-role-given = An administrator of { $account } has given you a role. It works now.
mail-role-changed = An administrator of { $account } has changed a role of yours.
mail-role-ended = An administrator of { $account } has ended a role of yours. If you still need it, you can ask for it.
mail-role-ended-with = Your role in { $account } has ended, as the Virtual Account { $name } has been deleted.
mail-role-imported = { $count ->
    [one] You have a role in { $account } now, entered by those who run Parvis.
   *[other] You have { $count } roles in { $account } now, entered by those who run Parvis.
}
mail-roles-given = An administrator of { $account } has given you { $count } roles. They work now.
mail-roles-changed = An administrator of { $account } has changed what you hold there.
mail-roles-ended = An administrator of { $account } has ended { $count } roles of yours. If you still need them, you can ask for them.
mail-group-subject = Your access through the group { $name }
mail-group-joined = You are in the group { $name } now. With it you have:
mail-group-left = You are no longer in the group { $name }. What you had through it has ended:
mail-group-deleted = The group { $name } has been deleted. What you had through it has ended:
mail-group-changed = What you have through the group { $name } has changed:
mail-role-before = Before
mail-role-after = Now
mail-password-changed-subject = Your password was changed
mail-password-changed = Your password was just changed. If it was not you, set a new one at once.
mail-sign-up-subject = Finish your account
mail-sign-up = Welcome. Follow this link within two days to choose your user ID and password.
mail-sign-up-action = Finish my account
mail-sign-up-known = Somebody, probably you, wanted to create an account with this address. You have one already. To log in you need your user ID and your password; if you have none or forgot it, choose a new one within two hours.
mail-forgotten-subject = Your way back in
mail-forgotten = Here is your user ID. Follow the link within two hours to choose a new password.
mail-email-change-subject = Confirm your new address
mail-email-change = Log in and follow this link within two days to have your mail sent to this address.
mail-email-changed-subject = Your address was changed
mail-email-changed = Your mail now goes to another address, and this one is no longer yours here.
mail-email-changed-not-you = If it was not you, take the change back within seven days. You choose a new password then, and whoever is logged in as you is logged out.
mail-email-changed-tell = If it was not you, tell the people who run this installation at once.
mail-email-taken-back = The change of your address was taken back by a link that was sent to the address of before. Your mail goes there again, and this one is no longer yours here.
mail-email-replaced-old = The people who run this installation have put another address in place of this one, which is no longer yours here. If you do not know why, ask them at once.
mail-email-replaced-new = The people who run this installation have made this the address of your sign-in. Your mail comes here from now on. If you do not know your password, choose a new one by “Forgot your user ID or password?” where you log in.
mail-sign-in-closed-subject = Your sign-in is closed
mail-sign-in-closed = Somebody, probably you, wanted to log in or create an account with this address. It belongs to a sign-in that has been deactivated. Only the people who run this installation can open it again, or free the address for somebody new. Write to them.

## Demonstration
demo-mail = Mail of this demonstration
demo-mail-lead = A demonstration sends no mail. What it would have sent can be read here.
demo-mail-anothers = This was written to { $email }. Log in as whoever that is to follow its links.
demo-application = Here your application would open, with the roles you hold in Parvis.
demo-gallery = Every part in every state

## Help
help-lead = Parvis is where you ask to be let into an account, and where its administrators answer.
help-ask = How do I ask for access?
help-ask-words = Open Access management, then Smart Accounts, and follow the link to request access. Type the account’s domain identifier and submit. Check your profile, say why you need access, and send.
help-identifier = What is a domain identifier?
help-identifier-words = The name an account is known by. It looks like the domain of an organisation’s web site or e-mail addresses, such as organisation.example. If you do not know it, ask the person who told you to come here.
help-profile = Which of my details do the administrators see?
help-profile-words = Your organisation, full name, e-mail address, user ID and phone, as they stand in your profile, and what you asked for there before. They go to those who decide: the administrators of an account, Support for a contract, the people named for a programme. Correct your profile before you send: requests of people whom nobody recognises are declined.
help-reason = What do I write as the reason?
help-reason-words = What you need the access for, for how long, and who can confirm it. The reason has { $least } to { $most } characters. Those who decide read it word for word.
help-wait = What happens after I have asked?
help-wait-words = Those who decide are told by e-mail: the administrators of the account, Support for a contract, the people named for a programme. One of them decides, and you get an e-mail. Until then the page of your request says what happens next and when. A request that nobody decides expires after { $days } days; you are warned before.
help-remind = Can I send a reminder?
help-remind-words = Yes, from the list of your requests or from the page of the request: the first after { $first } hours, then every { $every } hours, { $most } at most. The button says from when.
help-write = Can I write to the administrators?
help-write-words = Yes, once a day, on the page of the request, with Write to the administrators. Your message becomes part of the request, and no address is shown to you. It changes none of its times.
help-withdraw = Can I take a request back?
help-withdraw-words = Yes, as long as it is pending, with Withdraw in the list of your requests or on its page. You can ask again at any time.
help-denied = My request was declined. What now?
help-denied-words = Its page says why. You can ask again after { $hours } hours; your new request then links to the earlier decision.
help-stuck = Nobody answers. What now?
help-stuck-words = We remind those who decide and, if that does not help, tell an operator. You can open a support case at any time; opened from the page of your request, it carries the whole request with it.
help-contract = How do I ask for access to a contract?
help-contract-words = Under Services & Support, follow Request access to a contract. Type the contract number, the bill-to ID or the serial number of a product; spaces, hyphens and capitals do not matter. Choose the access type and say why. If a verified e-mail address of yours lies in the company’s domain, access is given or declined at once, with the explanation. Everything else is decided by Support, and you get an e-mail.
help-contract-held = How long do I have access to a contract?
help-contract-held-words = Until the day that My access shows, and never longer than the contract. Before that day it is looked at again: if you would be given access today, it goes on; if not, you get an e-mail, and Support can renew it. You can give it back at any time.
help-programme = How do I ask for access in a programme?
help-programme-words = Each programme has a tab in Access management. It says what to fill in and who decides. Answer its questions, say why you need access, and send. Your request stands among your access requests, with the same times, reminders and e-mails as every other.
help-held = What do I have, and for how long?
help-held-words = My access lists your roles in Smart Accounts and what you have by contracts and programmes, with the request that gave it and the last day. Before it ends you get an e-mail. You can give each back at any time; what was taken away from you says by whom and why on the page of its request, where you can ask again.
help-case = What is a support case?
help-case-words = A conversation with Support about anything that does not work here, with or without an access request. It has a number of ten digits; give it when you call. Each answer comes by e-mail and stands in the case. A case that was solved closes by itself after { $closes } days and can be reopened for { $until } days. Whoever cannot log in can write to support as well.
help-contract-decide = I am a support agent. How do I decide about access to contracts?
help-contract-decide-words = Requests for access to contracts that are not settled at once wait under Contract requests: look at what is known of the number and of the person, approve with a last day or decline with a reason. What was given you renew before it ends, or take away with a reason, on the page of its request. Whoever has no address in the company’s domain is never told whether a number exists.
help-contract-keep = I am a support agent. How do I keep contracts?
help-contract-keep-words = Under Contracts you enter, change, lock and end them, one by one or from a CSV file. A file is checked first: you see what it would add and change before anything is done, and each line that cannot be used says why. A locked contract gives nothing at once: Support decides each request. When a contract ends, so does the access that people have by it, and they are told. Who has access stands on the page of the contract.
help-programme-decide = I decide in a programme. What do I do?
help-programme-decide-words = The requests of your programme stand in the profile menu; the list opens on what waits, the oldest first. Look at what the person answered and at what they asked for and have in this programme, then approve, with a last day where the programme sets one, or decline with a reason. You can ask back, propose something else or pass the request on. What was given you can take away with a reason, on the page of its request. Nobody decides their own.
help-case-work = I am a support agent. How do I work on a case?
help-case-work-words = Support cases opens on what is due first. Take the case, answer, and say whom it waits for then. Notes are for agents alone. If it is about a request that others decide, you can remind them or hand it over to one of them, and say why; you neither decide the request nor end it. Once it is solved, say how: the case closes by itself after { $closes } days. Where somebody wrote or took the case since you opened its page, that is said first, and what you typed stays.
help-decide = I am an administrator. How do I decide?
help-decide-words = Follow the link in the e-mail, or open Manage Smart Account, then Requests. Choose Approve with a scope and a role, or Decline with a reason, and submit. Access works immediately, and the requester is told.
help-ask-back = I need to know more before I decide. What can I do?
help-ask-back-words = On the page of the request, ask the requester a question, or propose another scope, role or end date. The time of the request stands still until they answer. You can also pass the request to another administrator, or discuss it where the requester does not read it.
help-queue = How do I decide many requests at once?
help-queue-words = Under Requests, narrow the list by its filters, tick the requests and choose Approve or Decline. You see what each person would get before anything is done.
help-sign-in = I cannot log in
help-sign-in-words = Use “Forgot your user ID or password?” on the log-in page. Your user ID and a link come by mail. The link works once, for two hours. If that does not help, write to support: no log-in is needed.
help-mail = May I answer a mail from Parvis?
help-mail-answered = Yes. Answers go to { $address }.
help-mail-unanswered = No: Parvis sends it by itself, and nobody reads answers. Open a support case or, if you cannot log in, write to support.
privacy-lead = What is kept about you and why, who sees it, and for how long.
privacy-responsible = Who is responsible
privacy-responsible-none = Who is responsible for this data, who the data protection officer is, on what legal basis it is kept and where you can complain was not published for this installation. Ask the people who run it.
privacy-kept = What is kept, and why
privacy-kept-words = Your profile, so that whoever decides knows who asks. Your requests with their reasons, the decisions about them and the roles you hold, so that access can be given and explained. What you write to administrators and to support. When you last came to an account, so that access that nobody uses is found. A log of these changes, so that each can be proved. E-mails to you. Passwords are kept only as a hash that cannot be turned back.
privacy-seen = Who sees it
privacy-seen-asked = When you ask for access, the administrators of that account see your profile, your reason and what you asked for there before, and a copy of the request goes to the addresses that the account has added for that. The same path is taken whether or not the account exists. Requests for access to a contract are seen by Support, those for a programme by the people who decide them: likewise with what you asked for there before and have by it.
privacy-seen-held = Whoever administers an account or a group in which you hold something sees your profile, what you hold there, and when you were last there, as long as you hold it. The account’s event log keeps what was done there, with your name.
privacy-seen-run = Support sees your profile and the request when you open a case about it. Operators see every person with name, user ID, organisation, e-mail address, duties and the accounts they administer; to whom each e-mail went and what it was about; requests when nobody answers them; and what is in the event log of the installation. What you write on the contact page, with the name and the address that you give there, is seen by Support.
privacy-how-long = For how long
privacy-how-long-mail = To whom an e-mail went and what it was about is forgotten { $days } days after it was sent or given up.
privacy-how-long-session = A session ends after { $hours } hours without use, and after { $days } days at the latest.
privacy-how-long-cases = A support case is deleted { $days } days after it was closed, with all that was said in it and the files attached to it.
privacy-how-long-cases-for-good = Support cases are kept as long as this installation is run.
privacy-how-long-events = The event log keeps what was done for { $days } days, and what belongs to a request or a case for as long as that is not over.
privacy-how-long-events-for-good = The event log is kept as long as this installation is run: it proves who gave whom what, and why.
privacy-how-long-files = Lines of files that administrators upload are deleted { $days } days after the file was done with.
privacy-how-long-rest = Profiles, requests and their decisions, and roles are kept as long as this installation is run, or until you are erased.
privacy-how-long-backups = Backups are kept for { $count ->
    [one] { $days } day
   *[other] { $days } days
}. Until then they still hold what was deleted or erased.
privacy-how-long-backups-unsaid = How long backups are kept is up to the people who run this service. Until they delete a backup, it still holds what was deleted or erased after it was made.
privacy-rights = Your rights
privacy-rights-words = You see and correct your profile, your e-mail address and your notifications yourself, and download a copy of what is kept of you at any time.
privacy-rights-erasure = When you have left, the people who run this service can erase you: your profile and the words you wrote go, and your name, phone number and addresses are replaced wherever else they stand, also in the event log. That somebody asked, decided or was given access stays, without your name. To ask for that, to limit the use of your data or to object, write to them.
privacy-rules = Decisions without a person
privacy-rules-words = Administrators can save rules by which a request is approved, declined or passed on without anybody looking at it, by the domain of your e-mail address, your organisation and what you ask for. Where a rule has decided, the page of your request says so. You can then ask again, or open a support case, which a person reads. Access to a contract is given or declined at once, without anybody looking at it, where one of your confirmed addresses lies in a domain of the contract; everything else is decided by Support.
privacy-elsewhere = Where data goes
privacy-elsewhere-words = Pages load nothing from other sites. Data leaves this installation as e-mail, through the mail server that the people who run it have chosen, and as lists that administrators and operators export.
privacy-cookies = Cookies
privacy-cookies-words = One that keeps you logged in, one for your language, one that carries a short notice from one page to the next, and one that lasts a year and tells that you have logged in in this browser before, so that strangers who try your password elsewhere do not keep you out. All are strictly necessary, so no consent is asked for. None follows you.
accessibility-title = Accessibility statement
accessibility-about = This statement is about the service at { $address }.
accessibility-about-run = This statement is about the service at { $address }, run by { $organisation }.
accessibility-not-stated = How far it complies with the rules on accessibility was not stated for this installation.
accessibility-how = What the pages do
accessibility-how-words = Pages are made to work with a keyboard and a screen reader, without scripts, 320 pixels wide and with text twice as large, in light and dark.
accessibility-checked = Each version of Parvis, the software of this service, is checked automatically, in a browser, against rules of WCAG 2.2, level AA. That finds many faults and not all: it does not replace an audit by people.
accessibility-technologies = Technologies
accessibility-technologies-words = HTML, CSS and SVG. JavaScript adds comfort; no page needs it.
accessibility-trouble = If something gets in your way
accessibility-trouble-words = Say which page and what you use. Open a support case or, if you cannot log in, write to support: both reach a person.

## At the foot of each page
about-run-by = This service is run by { $organisation }.
about-other-language = Published in this language only: { $language }.
about-elsewhere = The full text stands elsewhere:
contacts-lead = Whom you can turn to.
contacts-none = No contact details were published for this installation. Ask the person who told you to come here.
contacts-run = The people who run this service
contacts-request = About a request for access
contacts-request-words = The page of the request says who decides and what happens next. From there you can send a reminder and open a support case.
contacts-support = Support
contacts-support-words = A support case reaches a person: about anything, with or without a request for access. Whoever cannot log in writes to support without an account.
terms-none = No terms of use were published for this installation.
legal-notice-none = No legal notice was published for this installation.
site-map-lead = Every page that you can open from here.
site-map-in = Your account
site-map-service = This service
