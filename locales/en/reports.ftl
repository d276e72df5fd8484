room-reports = Reports
reports-title = Reports
reports-nothing = Nothing waits for you.
reports-due = To fill in
reports-due-under = What your units owe, the first due day first.
reports-waiting = To decide
reports-waiting-under = What units have sent and what waits for you, the longest wait first.
all-regimes = All rules of reporting
find-receipt = Find a receipt
find-receipt-under = A receipt has twelve letters and digits. It stands on the page that followed the sending.
receipt-code = Receipt
receipt-title = Receipt
receipt-arrived = Arrived on
receipt-device = Time of the device
receipt-hash = Hash of the content
receipt-checkpoint = Last checkpoint
receipt-acts = { $n ->
    [one] over one act
   *[other] over { $n } acts
}
receipt-under = Print this page or note the code: with it the report can be looked up. The act’s page proves that it stands in the log.
report = Report
period = Period
report-part = { $period }, from { $first } to { $last }
sent = Sent
due-on = Due on
report-grace = what arrives within { $n } hours behind it is in time
report-closes = Data close on
report-holder = Filled in by
report-waits-at = Waits at
report-nothing-sent = Nothing has been sent yet.
report-correct = Correct this report
report-correction-reason = Why it is corrected
report-returned = Sent back
report-returned-because = It was sent back for these reasons:
report-submitted = Waits for a decision
report-accepted = Accepted
report-send = Send
report-save = Save the draft
report-draft-overtaken = Somebody else has saved this draft meanwhile. What you typed stands below; sending or saving it replaces theirs.
report-changed-meanwhile = The report has changed since it was shown to you. Nothing was decided; below is what stands now.
report-explanations = Explanations
report-reason-all = Reason for the whole report
report-accept = Accept what is shown
report-return = Send back
report-accept-under = Accepting binds exactly the figures on this page. To send it back, write a reason beside an entry or for the whole report.
report-history = Versions
report-by = By
report-what = What happened
report-sent = Sent
report-step-accepted = Accepted at step { $n }
report-step-returned = Sent back at step { $n }
report-missing = Not sent
report-missing-late = { $n } late
report-opened = Form opened
report-not-opened = not yet
report-open = open
entry = Entry
value = Value
version-before = Version before
reason-to-return = Reason to send back
no-rows = Nothing was entered here.
standing-gathering = open
standing-closes-today = closes today
standing-due-in = { $n ->
    [one] due tomorrow
   *[other] due in { $n } days
}
standing-due-today = due today
standing-soon = { $n ->
    [one] due tomorrow
   *[other] due in { $n } days
}
standing-late = { $n ->
    [one] late by one day
   *[other] late by { $n } days
}
standing-grace = past the due day, within { $n } hours of grace
standing-in-time = in time
standing-in-grace = in time, within { $n } hours of grace
standing-sent-late = { $n ->
    [one] sent one day late
   *[other] sent { $n } days late
}
regimes-title = Rules of reporting
regimes-under = Who reports what, how often, and who accepts it.
regimes-none = No rule of reporting is recorded yet.
regime-periodicity = How often
regime-levels = Who reports
regime-entries = Entries
regime-ended = (ended)
regime-form = Form
regime-ladder = Who accepts
regime-above = the level above
regime-grace = Grace
regime-hours = { $n } hours
regime-straddle = When a reform falls into a period
regime-whole = who stands on the last day owes the whole period
regime-split = each reports on its own days
regime-window = Data from { $first } to { $last }.
regime-nobody = Nobody owes this period yet.
regime-none-yours = You reach none of the units that owe it. Sign in as somebody of a unit, or above it.
regime-more = { $shown } of { $all } units are shown.
report-is-being-decided = A step of the ladder has accepted { $input } already, and the next one decides. Wait for it, or ask for it to be sent back.
report-needs-a-reason = { $input } is accepted. Write why it is corrected.
return-needs-a-reason = { $input } can be sent back only with a reason. Write it beside an entry, or for the whole report.
report-withdrawn = owed no more; its draft is kept
report-owed-no-more = { $input } is owed no more: a reform or another rule has taken its place. The draft is kept; copy from it what another report needs.
bulk-title = Decide together
bulk-under = Every figure that you accept stands here. What is unusual is not ticked; open it to look closer or to send it back.
bulk-none = Nothing of this period waits for you.
bulk-accept = Accept what is ticked
bulk-accept-under = Each report is accepted by an act of its own, bound to the figures shown. When one of them has changed, none is accepted.
bulk-accepts = Accept
bulk-beside = Words, rows, what is unusual
bulk-choose = Nothing is ticked. Tick what you accept.
bulk-changed = Nothing was accepted: something has changed since it was shown. Below is what stands now.
bulk-row-changed = changed since it was shown
bulk-gone = These do not wait for you any more:
bulk-more = { $n-shown } more wait and come after these.
letter-reminder-subject = Reports that are due: { $n-shown }
letter-reminder-line = { $regime }, { $period }, { $unit }: due on { $day }
report-contact = Who fills it in
report-nobody-fills = nobody has this role
report-reminded = Last reminder
letter-reminder =
    Dear { $name },

    These reports of your unit are due and have not been sent yet:

    { $lines }

    What you have typed so far is kept under each link.
sheet-title = Work in Excel or CSV
sheet-offer-under = Take the template, fill it in, send it back here. What it says becomes the draft, which you look at and send.
sheet-excel = Template for Excel
sheet-file = The filled file
sheet-take = Take it in as a draft
sheet-no-file = No file arrived whole. Choose the file and send it again.
sheet-refused = The file was not taken in
sheet-refused-under = Things to mend: { $n-shown }. Nothing was kept; your draft is as it was. Mend them in the file and send it again.
sheet-more = { $n-shown } more are not listed.
sheet-back = Back
sheet-for-another = This file was made for { $regime }, { $period }. Send it there, or take the template of this page.
sheet-other-unit = The file has lines of the unit “{ $input }”, for which you do not fill in here. Take them out.
sheet-taken = Drafts made from the file: { $n-shown }
sheet-taken-under = Nothing is sent yet. Open each, look, and send it.
sheet-blank = Units for which nothing is filled in: { $n-shown }
offline-title = No connection
offline-page = This page is not kept on this computer. The list of reports and the forms that are due are, for who has signed in here and opened the list.
offline-page-typed = If you have just sent something: go back to the page before. What you typed still stands there; send it again when there is a connection.
offline-kept = Filled in without a connection
offline-kept-from = { $name } filled this in without a connection. It arrived on { $day } and was not sent, but kept:
offline-why-form-changed = The form has changed meanwhile.
offline-why-version-sent = Somebody has sent another version meanwhile.
offline-why-draft-saved = Somebody else has saved another draft meanwhile.
offline-why-being-decided = A step of the ladder has accepted the report meanwhile, and the next one decides.
offline-why-accepted = The report is accepted and the period closed. A correction needs its reason.
offline-why-owed-no-more = The report is owed no more: the unit or the rule has ended.
offline-why-not-yours = The unit has ended, and another one fills in for it.
offline-why-faulty = Entries are missing, wrong, or ask for a word of explanation.
offline-no-difference = It says the same as what stands now.
offline-yours = Filled in
offline-stands = Stands now
offline-take = Put it into the draft
offline-leave = Leave it
offline-without-id = This came without an id of the device’s own, a UUID of version 7. Nothing was recorded.
offline-unreadable = This cannot be read as a report. Send JSON as the guide describes it.
offline-other-content = The same id was sent before with other content, and what was recorded then stands. Nothing of this was recorded.
values-scheme = “{ $input }” is none of uid, code, name, attribute:ID.
values-refused = Nothing was taken in. Mend what is listed and send all of it again.
values-taken = The values stand in the drafts of their reports. Nothing is sent yet.
values-would-be = All values could be taken in. This was a trial: nothing was kept.
values-data-set = There is no rule of reporting “{ $input }”. Name one as the data set.
values-nothing-owed = For the period { $input } there is nothing that you fill in and that is still open.
values-no-period = The value names no period.
values-unit = “{ $input }” is no unit for which you fill in this report.
values-element = The form has no entry “{ $input }” that is filled in.
report-says-the-same = What you send for { $input } says the same as the version that is accepted. Change what is wrong, or leave it as it is.
load-title = Load of reporting
load-under = How many entries the rules of reporting ask of one unit a month. Units that are asked for the same stand together.
load-none = On this day no rule of reporting asks for anything.
load-units = Units
load-a-month = Entries a month
load-no-programme = no programme
load-shared = Asked twice, entered once
load-entered = To be entered
load-overlaps = Asked by two rules
load-overlaps-under = An indicator that two rules ask of the same unit and period is entered once, and both use it.
load-no-overlaps = No two rules ask the same unit for the same indicator and period.
load-indicator = Indicator
load-both = Units asked by both
load-days = Days of the data
load-same-days = the same
load-other-days = others: two values may differ with good reason
regime-cost = What it asks
regime-cost-words = { $entries } entries × { $periods } periods × { $units } units = { $all } entries a year; { $shared } of them are entered for another rule already
content-costs = What these rules of reporting ask
report-given-otherwise = What is entered in another report is used here, and it says otherwise there: { $entries }. Below stands what it says; look at it and send again, or correct the other report.
report-given-now = stated as { $value } in
