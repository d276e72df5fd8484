# The first page, the search, the day.
search-for = Search for “{ $query }”
found-units =
    { $n ->
        [one] { $n-shown } unit, { $shown-shown } shown
       *[other] { $n-shown } units, { $shown-shown } shown
    }
nothing-known-on = { $day }: nothing had been recorded yet
nothing-known-on-under = This page shows only what was known on the day looked at. Choose a later day.
found-no-unit = No unit matches “{ $query }”. Try fewer letters, an old name or a code.
day-page = The day of the demonstration
look-back = Look back
look-back-under = See what was known on a day before { $today }; read only.
earlier-day = Earlier day
look = Look
back-to-today = Back to the present day
move-forward = Move forward
move-forward-under = The day of the demonstration only moves forward: every act after that bears the new day.
later-day = Later day
move = Move
two-days = Two days, two networks
two-days-under = On { $day } { $before-shown } provinces became { $after-shown }, districts ended, and { $communes-before-shown } communes became { $communes-after-shown }.
outlines-list = The { $outlines-shown } outlines and the { $provinces-shown } provinces inside them
start-title = Paste a directive
