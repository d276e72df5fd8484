# Programmes: what directives ask for, and on whom it falls.
holders-national =
    { $n ->
        [one] { $n-shown } country
       *[other] { $n-shown } countries
    }
holders-ministry =
    { $n ->
        [one] { $n-shown } ministry
       *[other] { $n-shown } ministries
    }
holders-province =
    { $n ->
        [one] { $n-shown } province
       *[other] { $n-shown } provinces
    }
holders-district =
    { $n ->
        [one] { $n-shown } district
       *[other] { $n-shown } districts
    }
holders-commune =
    { $n ->
        [one] { $n-shown } commune
       *[other] { $n-shown } communes
    }
holders-village =
    { $n ->
        [one] { $n-shown } village
       *[other] { $n-shown } villages
    }
each-national = the country
each-ministry = each ministry
each-province = each province
each-district = each district
each-commune = each commune
each-village = each village
programmes-title = Programmes
programmes-under = Each directive, what it asks for, and what is missing.
directive = Directive
programme = Programme
issued = Issued
without-holder = No holder
tasks-cannot-start = Tasks that cannot start
session-record = session record
document-session = Session
all-tasks-by-due = All tasks by due day
tasks-by-due = Tasks by due day
tasks-shown = Tasks shown: { $n-shown } of { $all-shown }
overlaps = Overlaps
no-overlaps = No indicator and no near-identical task is asked by two directives.
overlaps-under = The same indicator or a near-identical task asked by two directives; counted apart until they are joined.
all-of-them = all
sector = Sector
pillar = Pillar
pillar-label = Pillar:
pillar-government = digital government
pillar-economy = digital economy
pillar-society = digital society
pillar-institutions = institutions
pillar-infrastructure = infrastructure
pillar-data = data
pillar-platforms = platforms
pillar-people = people
pillar-security = security
pillar-finance = finance
sector-administration = administration
sector-agriculture = agriculture
sector-education = education
sector-finance = finance
sector-industry = industry
sector-security = security
sector-telecommunications = telecommunications
sector-trade = trade
sector-urban = urban
due = Due
due-label = Due:
responsible = Responsible
missing-clears = Missing
belongs-to-label = Belongs to:
visibility-label = Visible to:
visibility-private = the unit alone
visibility-subtree = the units below, and who issued it or leads a task
visibility-upward = the units above, and who issued it or leads a task
visibility-public = everyone
publisher-label = Published by:
clears-asked-label = Clears asked:
no-target-below-parent = No target falls below those of the directive it implements.
targets-and-holders = Targets and who holds them
falls-on-day = On whom it falls, on { $day }
targets-without-holder =
    { $n ->
        [one] { $n-shown } target has no holder: its level ended.
       *[other] { $n-shown } targets have no holder: their level ended.
    }
indicator = Indicator
indicator-label = Indicator:
asked = Asked
falls-on = Falls on
no-holder = no holder
part-of = Part of
place-in-document-label = Place in the document:
and-more-units =
    { $n ->
        [one] and { $n-shown } more unit
       *[other] and { $n-shown } more units
    }
needs-a-rule = A rule is needed
level-ended =
    { $n ->
        [one] This level ended on { $day }, { $n-shown } day ago.
       *[other] This level ended on { $day }, { $n-shown } days ago.
    }
choose-a-rule = Choose a rule
rule-to-province = hand it to the province
rule-to-communes = hand it to the communes
rule-ended = end it
give-the-rule = Give the rule
refusal-rule = “{ $input }” is no rule. Choose one of the three.
refusal-reason-for-rule = Give the reason for the rule.
unit-of-measure-label = Unit of measure:
decimals-label = Decimals:
direction-label = Direction:
direction-up = more is better
direction-down = less is better
grain-label = Grain:
merge-rule-label = Merge rule:
merge-sum = sum
merge-weighted = weighted
merge-max = max
merge-min = min
merge-latest = latest
merge-none = none
source-label = Source:
source-stated = stated in reports
source-register = counted from a register
source-formula = formula
periodicity-label = Periodicity:
definition-version-label = Definition version:
formula-label = Formula:
superseded = This definition is superseded
target-path = Target path
target-path-under = Each ring is a value to be reached by that day.
clears = Clears
cannot-start =
    { $n ->
        [one] Cannot start: { $n-shown } clear is missing.
       *[other] Cannot start: { $n-shown } clears are missing.
    }
next-occurrences = Next occurrences
assignments = Assignments
assignments-count =
    { $n ->
        [one] { $n-shown } unit, with a state of its own.
       *[other] { $n-shown } units, each with a state of its own.
    }
unassigned = Assigned to no unit.
today-held-by-head = Today held by
itself = itself
assignment-ready = can start
assignment-cannot-start = cannot start
met-by = met by
met-by-programme = Met by an existing programme
met-by-under = A unit whose programme meets this duty already says which, and why.
unit-code = Code of the unit
justification = Justification
say-it-is-met = Say that it is met
refusal-programme = There is no programme “{ $input }”. Choose one from the list.
refusal-justification = Say why the programme meets the duty.
refusal-unit = No unit bears the code “{ $input }” today. Codes keep their leading zeros.
more = More
what-it-owes = What it owes
owes-nothing = No target or task falls on it on this day.
owes-count = Duties: { $n-shown }, under { $directives-shown } directives, on { $day }; the nearest first.
what = What
under-directive = Under
days-left = Days left
days-late =
    { $n ->
        [one] { $n-shown } day late
       *[other] { $n-shown } days late
    }
no-product = no product stated
already-adopted = This directive is adopted already
already-adopted-under = Nothing is recorded twice; here is how they compare.
back-to-draft = Back to the draft
recorded = Recorded
this-draft = This draft
sign-said-before = repeats an earlier target
one-thread = One thread, from a sentence to who holds it
one-thread-under = Every knot opens the page behind it.
who-must-reach-it = Who must reach it, on two days
on-falls-on = On { $day } falls on
reform-of = Reform of { $day }
open-since =
    { $n ->
        [one] Standing open since { $day }, { $n-shown } day
       *[other] Standing open since { $day }, { $n-shown } days
    }
target-has-no-holder = The target, { $value }, has no holder.
give-a-rule = Give a rule: hand it to the province, to the communes, or end it.
it-fell-on = On { $day } it fell on:
there-and-missing = What is there, and what is missing
counted-now =
    { $n ->
        [one] Counted now from the { $n-shown } text in the store.
       *[other] Counted now from the { $n-shown } texts in the store.
    }
there = There
missing-head = Missing
there-texts =
    { $n ->
        [one] text, { $sessions-shown } of them a session record
       *[other] texts, { $sessions-shown } of them a session record
    }
there-targets =
    { $n ->
        [one] target with a stated figure
       *[other] targets with a stated figure
    }
there-tasks =
    { $n ->
        [one] task, { $due-shown } with a due day
       *[other] tasks, { $due-shown } of them with a due day
    }
there-baselines =
    { $n ->
        [one] baseline
       *[other] baselines
    }
there-units =
    { $n ->
        [one] province or commune open
       *[other] provinces and communes open
    }
missing-holder =
    { $n ->
        [one] target without a holder: its level ended
       *[other] targets without a holder: their level ended
    }
missing-due =
    { $n ->
        [one] task without a due day
       *[other] tasks without a due day
    }
missing-body =
    { $n ->
        [one] task without a responsible body
       *[other] tasks without a responsible body
    }
missing-person =
    { $n ->
        [one] task with no person named: it cannot start
       *[other] tasks with no person named: none can start
    }
missing-target-due =
    { $n ->
        [one] target without a due day
       *[other] targets without a due day
    }
missing-target-value =
    { $n ->
        [one] target without a value
       *[other] targets without a value
    }
missing-baseline-value =
    { $n ->
        [one] baseline without a value
       *[other] baselines without a value
    }
what-is-asked =
    { $n ->
        [one] What the directive asks, and where it is done
       *[other] What the { $n-shown } directives ask, and where it is done
    }
what-is-asked-under = Passage by passage, in our words. “Not yet” is part of the answer.
asks = Asks
done-on = Done on
not-yet = Not yet
found-definitions = Programmes, indicators, tasks
page-programme = Programme
page-indicator = Indicator
page-target = Target
page-task = Task
page-tasks-by-due = Tasks by due day
page-unit = Unit
page-baseline = Baseline
ended-version = Ended on { $day }: its directive no longer asks for it. Shown as it last stood.
definitions = Definitions
definition = Definition
definition-version = Version
superseded-since = Superseded since
in-use = in use
targets-set-under = Targets set under it
set-under-definition-label = Set under definition:
kinds-of-unit-label = Kinds of unit:
rule-given = The rule that was given
another-rule = Give another rule
refusal-nothing-lost = No level of this target has lost its holder; no rule is needed.
met-by-unseen = Met by a programme that is not shared with you.
adopted-meanwhile = Somebody has just recorded something under the code that “{ $input }” was to bear. Adopt it once more.
