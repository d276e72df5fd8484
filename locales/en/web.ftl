# What every page says: strip, masthead, refusals.
skip = Skip to content
demonstration = Demonstration
strip-label = Day, person and language
day-label = Day:
another-day = another day
read-only = read only: what was known then
you-are = You:
filling-in = Filling in content: { $done-shown } of { $all-shown }
content-differs =
    { $n ->
        [one] { $n-shown } change of the content waits
       *[other] { $n-shown } changes of the content wait
    }
language = Language
main-menu = Main
room-directives = Directives
room-programmes = Programmes
room-units = Units
find-label = Find a unit, programme, indicator or task
percent = { $number } %
to-first-page = Back to the first page
refusal-not-found = There is nothing at this address
refusal-not-found-do = Check the address, or search by name in the field above.
refusal-unknown-day = The network of that day is unknown
refusal-unknown-day-do = The network is known from { $first } on. A later map never answers for an earlier day; choose a day from { $first } on.
refusal-nothing-known = No network had been recorded by then.
refusal-past-day = An earlier day is read only
refusal-past-day-do = You are looking at what was known on an earlier day. Go back to the day of the demonstration and try again.
refusal-foreign = This form was not sent from a page of ours
refusal-foreign-do = Nothing was recorded. Open the form’s page here and send it again; a program that sends forms must say where from (header Origin).
refusal-input = That input cannot be used
refusal-conflict = This was not done
refusal-day = “{ $input }” is no day. Write year-month-day, such as 2025-07-01.
refusal-day-not-later = “{ $input }” is not after the present day. The day of the demonstration only moves forward.
refusal-form-without-id = This form was sent without its own number, so that a second sending could not be told from the first. Nothing was recorded.
refusal-form-sent-before = This form was sent before with other content, and what was recorded then stands. Nothing of this was recorded.
form-send-again = Check it and send it again.
form-open-again = Open its page again and send it from there.
refusal-failure = Something went wrong on our side
refusal-failure-do = What you had saved is intact. Try again; if it happens again, give the operator the reference { $number }.
sign-in = Sign in
sign-out = Sign out
refusal-sign-in = This asks for somebody who is signed in
refusal-sign-in-do = What you typed is still in the browser. Sign in in another tab, then load this page again to send it.
refusal-not-allowed = Your account may not do this
refusal-not-allowed-do = Nothing has changed. If this is your work, ask the administrator of your unit for the grant.
