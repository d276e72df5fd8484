# Cibles : qui les tient, et quel niveau n’a plus de titulaire.
colon = {" "}:{" "}
list-comma = ,{" "}
targets-without-a-level =
    { $n ->
        [one] { $n-shown } cible a un niveau sans titulaire.
       *[other] { $n-shown } cibles ont un niveau sans titulaire.
    }
levels-without-holder = Sans titulaire : { $levels }.
rule-for-level-only = La règle ne vaut que pour ce niveau ; les autres niveaux de la cible restent tels quels.
rule-ended-level = fin de la cible à ce niveau
and-in-part = et { $n-shown } à un niveau
missing-a-level =
    { $n ->
        [one] cible dont un niveau est sans titulaire
       *[other] cibles dont un niveau est sans titulaire
    }
refusal-no-rule = Choisissez l’une des trois règles.
refusal-no-unit = Écrivez le code de l’unité, avec ses zéros de tête.

# Listes, et les deux filtres de toute liste.
lens-on = Seul ce choix est affiché.
all-indicators = Tous les indicateurs
all-targets-by-due = Toutes les cibles par échéance
indicators-shown = Indicateurs affichés : { $n-shown } sur { $all-shown }
targets-shown = Cibles affichées : { $n-shown } sur { $all-shown }
duties-shown = Devoirs affichés : { $n-shown } sur { $all-shown }
objectives = Objectifs
objective = Objectif
no-phase = Sans phase

# La voie vers la cible.
trajectory = Trajectoire
trajectory-label = Trajectoire :
trajectory-none = jugée au jour dit
trajectory-step = doit tenir tout le temps
trajectory-linear = en ligne droite depuis la valeur de départ
baseline-label = Valeur de départ :
indicators-and-paths = Indicateurs et voies vers les cibles
path-in-words = En mots
path-by = { $value } au { $day }
path-from = de { $value } ({ $day })

# Recoupements.
overlap-shared = Le même indicateur
overlap-indicators = Indicateurs de nom presque identique
overlap-tasks = Tâches presque identiques
unit-not-known = unité absente du réseau
boundaries-not-known = Les limites du { $day } ne sont pas dans les données.
