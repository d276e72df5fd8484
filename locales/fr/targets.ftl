# Cibles : qui les tient, et quel niveau n’a plus de titulaire.
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
