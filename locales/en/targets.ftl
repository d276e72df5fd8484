# Targets: who holds them, and which level nobody holds.
colon = :{" "}
list-comma = ,{" "}
targets-without-a-level =
    { $n ->
        [one] { $n-shown } target has a level without a holder.
       *[other] { $n-shown } targets have a level without a holder.
    }
levels-without-holder = Without a holder: { $levels }.
rule-for-level-only = The rule is for this level only; the other levels of the target stay as they are.
rule-ended-level = end it for this level
and-in-part = and { $n-shown } on one level
missing-a-level =
    { $n ->
        [one] target of which one level has no holder
       *[other] targets of which one level has no holder
    }
refusal-no-rule = Choose one of the three rules.
refusal-no-unit = Write the code of the unit, with its leading zeros.

# Lists, and the two lenses of every list.
lens-on = Only what was chosen is shown.
all-indicators = All indicators
all-targets-by-due = All targets by due day
indicators-shown = Indicators shown: { $n-shown } of { $all-shown }
targets-shown = Targets shown: { $n-shown } of { $all-shown }
duties-shown = Duties shown: { $n-shown } of { $all-shown }
objectives = Objectives
objective = Objective
no-phase = Of no phase

# The path to a target.
trajectory = Trajectory
trajectory-label = Trajectory:
trajectory-none = judged on the due day
trajectory-step = must hold all the time
trajectory-linear = in a straight line from the baseline
baseline-label = Baseline:
indicators-and-paths = Indicators and their target paths
path-in-words = In words
path-by = { $value } by { $day }
path-from = from { $value } ({ $day })

# Overlaps.
overlap-shared = The same indicator
overlap-indicators = Indicators of almost the same name
overlap-tasks = Near-identical tasks
unit-not-known = a unit that the network does not know
boundaries-not-known = The boundaries of { $day } are not in the data.
