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
standing-in-time = in time
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
