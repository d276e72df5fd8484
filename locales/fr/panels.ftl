# The first page, the search, the day.
search-for = Recherche : « { $query } »
found-units =
    { $n ->
        [one] { $n-shown } unité, { $shown-shown } affichée
       *[other] { $n-shown } unités, { $shown-shown } affichées
    }
nothing-known-on = { $day } : rien n’était encore enregistré
nothing-known-on-under = Cette page ne montre que ce qui était connu au jour regardé. Choisissez un jour plus récent.
found-no-unit = Aucune unité ne répond à « { $query } ». Essayez moins de lettres, un ancien nom ou un code.
day-page = Le jour de la démonstration
look-back = Regarder en arrière
look-back-under = Voir ce qui était connu un jour avant le { $today } ; en lecture seule.
earlier-day = Jour antérieur
look = Voir
back-to-today = Revenir au jour présent
move-forward = Avancer
move-forward-under = Le jour de la démonstration n’avance que vers l’avant : tout acte porte ensuite le nouveau jour.
later-day = Jour ultérieur
move = Avancer
two-days = Deux jours, deux réseaux
two-days-under = Le { $day }, { $before-shown } provinces sont devenues { $after-shown }, les districts ont pris fin, et { $communes-before-shown } communes sont devenues { $communes-after-shown }.
outlines-list = Les { $outlines-shown } contours et les { $provinces-shown } provinces qu’ils contiennent
start-title = Collez une directive
