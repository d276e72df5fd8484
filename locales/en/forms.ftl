form-row = Row { $n }
form-rows-under = Saving the draft opens one more row. A row left blank is no row.
form-problems = { $errors ->
    [0] Nothing is wrong.
    [one] One entry is wrong.
   *[other] { $errors } entries are wrong.
} { $warnings ->
    [0] {""}
    [one] One figure is unusual: say why, or correct it.
   *[other] { $warnings } figures are unusual: say why, or correct them.
}
form-total = Total
form-required = required
form-explain = Why it is so:
form-computed = is computed
form-yes = Yes
form-no = No
form-no-attachments = Files cannot be attached yet.
form-before = { $period }: { $value }
measure-percent = %
problem-unknown-field = The form has no such entry. Remove it, or take the form’s own template.
problem-unknown-cell = The entry is not broken down so. Remove it, or take the form’s own template.
problem-not-in-rows = The entry does not belong to these rows. Put it where the template has it.
problem-row-needed = The entry belongs to a row. Put it where the template has it.
problem-wrong-type = The value is of another type than the entry takes.
problem-not-a-number = This is no number. Write digits only, such as 1250 or 38,3.
problem-ambiguous = This can be read as { $one } or as { $other }. Write it without thousands marks.
problem-too-many-decimals = { $decimals ->
    [0] Write a whole number.
   *[other] Write at most { $decimals } decimals.
}
problem-too-large = The number has more than 15 digits. Check it.
problem-negative = The number is below 0. Write how many there are.
problem-below-minimum = The number is less than { $minimum }. Check it.
problem-above-maximum = The number is more than { $maximum }. Check it.
problem-too-long = The text has { $letters } letters; at most { $most } are kept. Shorten it.
problem-line-break = Write it on one line.
problem-control-character = The text has characters that cannot be printed. Type it again.
problem-not-a-day = This is no day. Write it as 31/12/2025 or 2025-12-31.
problem-before-earliest = The day lies before { $day }. Check it.
problem-after-latest = The day lies after { $day }. Check it.
problem-no-such-option = This is none of the choices. Choose one of the list.
problem-not-yes-no = Write yes or no.
problem-not-a-unit-code = This is no code of a unit.
problem-not-an-attachment = The file was not taken. Attach it again.
problem-wrong-media-type = The file is of another type. Attach one of: { $types }.
problem-too-many-bytes = The file is larger than { $most } bytes. Attach a smaller one.
problem-missing = Fill this in.
problem-too-few-rows = There are { $rows } rows; at least { $bound } are needed.
problem-too-many-rows = There are { $rows } rows; at most { $bound } are kept. Remove some.
problem-duplicate-row = Row { $first } is about the same. Remove one, or name it otherwise.
problem-computed = This is computed as { $computed }. Leave it out.
problem-computed-from-parts = This is computed from its parts. Leave it out, and fill in the parts.
problem-computed-overflow = What is computed here has more than 15 digits. Check its parts.
problem-rule = The rule { $rule } does not hold: { $left } against { $right }.
problem-rule-overflow = The figures of the rule { $rule } are too large to be compared. Check them.
problem-odd-overflow = The figures of the check { $check } are too large to be compared. Check them.
problem-outlier-history = This lies far from this unit’s own { $others } earlier figures, whose median is { $median }.
problem-outlier-peers = This lies far from the figures of { $others } other units, whose median is { $median }.
problem-jump = This lies far from the last period’s { $before }.
problem-copy = All { $figures } figures are those of the last period.
problem-whole-differs = The parts add up to { $sum }.
forms-title = Forms
forms-none = No form is recorded yet.
form = Form
form-entries = Entries
form-rules = Rules and checks
form-rule = Rule
form-says = What is said
form-severity = Effect
form-blocks = blocks
form-warns = asks for an explanation
form-fires = Fires on
form-after = after
form-check = Looks whether { $field } is unusual.
form-check-all = Looks whether all figures are those of the last period.
form-schema = For programs
form-columns = Columns of a file
form-columns-under = A file of this form has these columns, in any order.
form-shown-under = The form as it is filled in. What is typed here is kept nowhere.
form-given = entered in
