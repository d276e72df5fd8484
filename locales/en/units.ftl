# Units: the network explorer, a unit, a reform.
network-on = The network on { $day }
count-provinces =
    { $n ->
        [one] { $n-shown } province
       *[other] { $n-shown } provinces
    }
count-districts =
    { $n ->
        [one] { $n-shown } district
       *[other] { $n-shown } districts
    }
count-communes =
    { $n ->
        [one] { $n-shown } commune
       *[other] { $n-shown } communes
    }
day-of-map = Map of the day
show = Show
jump-to = Go to:
map-and-provinces = Map and provinces
map-label = Map of the provinces
no-outlines = The content has no map.
boundaries-of = Boundaries of { $day }. Choose a province to open it.
boundaries-of-another-day = Boundaries of { $day }; those of { $asked } are not in the data. Each outline names the old provinces inside it.
provinces-on = Provinces on { $day }
reforms = Reforms
reform = Reform
first-day = First day
legal-act = Legal act
not-stated = not stated
code = Code
name = Name
kind = Kind
districts = Districts
communes = Communes
place = Place
kind-label = Kind:
code-label = Code:
known-from-label = Known from:
state-label = State:
custodian-label = Custodian:
state = State
open = open
open-on = open on { $day }
ended-on = ended on { $day }
not-yet-begun = not yet begun
until = until { $day }
from-day = from { $day }
until-day = until { $day }
level-central = central level
level-province = province level
level-district = district level
level-commune = commune level
level-village = village level
not-to-be-confused = Not to be confused with:
and-more =
    { $n ->
        [one] and { $n-shown } more of the same name
       *[other] and { $n-shown } more of the same name
    }
directly-below = Directly below
below-on =
    { $n ->
        [one] { $n-shown } unit on { $day }
       *[other] { $n-shown } units on { $day }
    }
bodies-here = Bodies here
bodies-count =
    { $n ->
        [one] { $n-shown } body directly attached
       *[other] { $n-shown } bodies directly attached
    }
no-bodies = No body is loaded: the unit stands for its People’s Committee.
not-known = What is not known
before-day = Before { $day }
before-first-day = The network of territories is unknown. Nothing is guessed from a later map.
boundaries = Boundaries
boundaries-provinces-only = Outlines are in the data for provinces only.
focal-point = Focal point
no-person-named = No person named.
life-line = Life line
life-line-of = Life line of { $name }
life-line-under = What it was made of, and what became of it.
when = When
what-happened = What happened
unit = Unit
extent = Extent
made-of = made of
went-to = went to
this-unit = this unit
ended-without-successor = ended without a successor of its own
whole = whole
part-share = in part, share { $share }
part-default = in part, share unknown; default successor
part-unknown = in part, share unknown
code-borne-by-others = The code { $code } is or was also borne by:
code-with-day = A code names a unit only together with a day.
first-day-label = First day:
legal-act-label = Legal act:
divided-rule-label = Divided units:
without-default-label = Without a default successor:
rule-given-share = by the given share
rule-default-successor = to the default successor
rule-equal = in equal parts
rule-unassigned = unassigned
before-and-after = Before and after
provinces-before-after = Provinces before and after
as-before = as before
day = Day
network = Network
