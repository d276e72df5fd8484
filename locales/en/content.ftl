# The content that the site runs with, beside the store.
content-title = Content
content-package = Package:
content-changes = What the content folder has otherwise
content-same = Nothing: what is recorded says what the folder says.
content-changes-count =
    { $n ->
        [one] { $n-shown } difference. Adopting it records a new version; the earlier one stays readable.
       *[other] { $n-shown } differences. Adopting them records new versions; the earlier ones stay readable.
    }
content-adopt = Adopt these changes
content-folder-changed = The content folder has changed since this page was shown. Nothing was recorded; these are the changes as they are now.
content-kept = Kept as people made it
content-kept-under = The folder says otherwise, but people adopted or changed these here. Adopting leaves them as they are.
content-part = Part
content-change = Change
content-field = Field
content-recorded = Recorded
content-brought = In the folder
content-whole = the whole part
content-part-directive = Directive
content-part-objective = Objective
content-part-indicator = Indicator
content-part-target = Target
content-part-task = Task
content-part-baseline = Baseline
content-part-calendar = Calendar
content-part-form = Form
content-part-regime = Rule of reporting
content-change-new = new
content-change-changed = changed
content-change-ended = ends
content-change-kept = kept
content-faults = The content folder has faults
content-faults-under = Nothing of it is adopted until there are none. Correct the files and try again.
refusal-content-filling = The content is being filled in. Try again when the line at the top of the page is gone.
content-file-changed = { $path } has changed since it was adopted. Units change through a reform only, so it stays as it was recorded.
content-step-new = New in the network of units: { $step }
content-undecided =
    { $n ->
        [one] { $n-shown } grant waits for a decision since a reform. Who administers its unit decides.
       *[other] { $n-shown } grants wait for a decision since a reform. Who administers their units decides.
    }
