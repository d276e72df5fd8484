# Programmes: what directives ask for, and on whom it falls.
holders-national =
    { $n ->
        [one] { $n-shown } pays
       *[other] { $n-shown } pays
    }
holders-ministry =
    { $n ->
        [one] { $n-shown } ministère
       *[other] { $n-shown } ministères
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
each-national = le pays
each-ministry = chaque ministère
each-province = chaque province
each-district = chaque district
each-commune = chaque commune
each-village = chaque village
programmes-title = Programmes
programmes-under = Chaque directive, ce qu’elle demande et ce qui manque.
directive = Directive
programme = Programme
issued = Date
without-holder = Sans titulaire
tasks-cannot-start = Tâches qui ne peuvent commencer
session-record = compte rendu de séance
document-session = Séance
all-tasks-by-due = Toutes les tâches par échéance
tasks-by-due = Tâches par échéance
tasks-shown = Tâches affichées : { $n-shown } sur { $all-shown }
overlaps = Recoupements
no-overlaps = Aucun indicateur ni tâche presque identique n’est demandé par deux directives.
overlaps-under = Même indicateur ou tâche presque identique demandés par deux directives ; comptés à part tant qu’ils ne sont pas réunis.
all-of-them = tous
sector = Secteur
pillar = Pilier
pillar-label = Pilier :
pillar-government = gouvernement numérique
pillar-economy = économie numérique
pillar-society = société numérique
pillar-institutions = institutions
pillar-infrastructure = infrastructure
pillar-data = données
pillar-platforms = plateformes
pillar-people = ressources humaines
pillar-security = sécurité
pillar-finance = finances
sector-administration = administration
sector-agriculture = agriculture
sector-education = éducation
sector-finance = finances
sector-industry = industrie
sector-security = sécurité
sector-telecommunications = télécommunications
sector-trade = commerce
sector-urban = urbain
due = Échéance
due-label = Échéance :
responsible = Responsable
missing-clears = Manque
belongs-to-label = Appartient à :
visibility-label = Visible par :
visibility-private = l’unité seule
visibility-subtree = les unités au-dessous, l’auteur et qui dirige une tâche
visibility-upward = les unités au-dessus, l’auteur et qui dirige une tâche
visibility-public = tous
publisher-label = Publié par :
clears-asked-label = Clartés demandées :
no-target-below-parent = Aucune cible n’est inférieure à celles de la directive mise en œuvre.
targets-and-holders = Cibles et titulaires
falls-on-day = Sur qui cela porte, au { $day }
targets-without-holder =
    { $n ->
        [one] { $n-shown } cible est sans titulaire : son niveau a pris fin.
       *[other] { $n-shown } cibles sont sans titulaire : leur niveau a pris fin.
    }
indicator = Indicateur
indicator-label = Indicateur :
asked = Demandé
falls-on = Porte sur
no-holder = sans titulaire
part-of = Dont
place-in-document-label = Passage :
and-more-units =
    { $n ->
        [one] et { $n-shown } autre unité
       *[other] et { $n-shown } autres unités
    }
needs-a-rule = Il faut une règle
level-ended =
    { $n ->
        [one] Ce niveau a pris fin le { $day }, il y a { $n-shown } jour.
       *[other] Ce niveau a pris fin le { $day }, il y a { $n-shown } jours.
    }
choose-a-rule = Choisissez une règle
rule-to-province = à la province
rule-to-communes = aux communes
rule-ended = fin de la cible
give-the-rule = Donner la règle
refusal-rule = « { $input } » n’est pas une règle. Choisissez l’une des trois.
refusal-reason-for-rule = Donnez la raison de la règle.
unit-of-measure-label = Unité de mesure :
decimals-label = Décimales :
direction-label = Sens :
direction-up = plus est mieux
direction-down = moins est mieux
grain-label = Grain :
merge-rule-label = Agrégation :
merge-sum = somme
merge-weighted = moyenne pondérée
merge-max = maximum
merge-min = minimum
merge-latest = dernière valeur
merge-none = aucune
source-label = Source :
source-stated = déclarée dans les rapports
source-register = comptée dans un registre
source-formula = formule
periodicity-label = Périodicité :
definition-version-label = Version de la définition :
formula-label = Formule :
superseded = Définition remplacée
target-path = Le chemin des cibles
target-path-under = Chaque anneau est une valeur à atteindre ce jour-là.
clears = Les clartés
cannot-start =
    { $n ->
        [one] Ne peut commencer : il manque { $n-shown } clarté.
       *[other] Ne peut commencer : il manque { $n-shown } clartés.
    }
next-occurrences = Prochaines occurrences
assignments = Attributions
assignments-count =
    { $n ->
        [one] { $n-shown } unité, avec son propre état.
       *[other] { $n-shown } unités, chacune avec son état.
    }
unassigned = Attribuée à aucune unité.
today-held-by-head = Aujourd’hui
itself = elle-même
assignment-ready = peut commencer
assignment-cannot-start = ne peut commencer
met-by = satisfaite par
met-by-programme = Satisfaite par un programme existant
met-by-under = Une unité dont un programme satisfait déjà ce devoir le dit, avec la raison.
unit-code = Code de l’unité
justification = Justification
say-it-is-met = Enregistrer
refusal-programme = Il n’y a pas de programme « { $input } ». Choisissez-en un dans la liste.
refusal-justification = Dites pourquoi le programme satisfait ce devoir.
refusal-unit = Aucune unité ne porte le code « { $input } » ce jour. Les zéros de tête comptent.
more = Suite
what-it-owes = Ce qu’elle doit
owes-nothing = Ce jour-là, aucune cible ni tâche ne porte sur elle.
owes-count = Obligations : { $n-shown }, sous { $directives-shown } directives, au { $day } ; les plus proches d’abord.
what = Quoi
under-directive = En vertu de
days-left = Reste (jours)
days-late =
    { $n ->
        [one] { $n-shown } jour de retard
       *[other] { $n-shown } jours de retard
    }
no-product = produit non indiqué
already-adopted = Cette directive est déjà adoptée
already-adopted-under = Rien n’est enregistré deux fois ; voici la comparaison.
back-to-draft = Retour à l’ébauche
recorded = Enregistré
this-draft = Cette ébauche
sign-said-before = répète une cible déjà dite
one-thread = Un fil, de la phrase à qui la porte
one-thread-under = Chaque nœud ouvre la page qui est derrière.
who-must-reach-it = Qui doit l’atteindre, à deux jours
on-falls-on = Le { $day }, porte sur
reform-of = Réforme du { $day }
open-since =
    { $n ->
        [one] En suspens depuis le { $day }, { $n-shown } jour
       *[other] En suspens depuis le { $day }, { $n-shown } jours
    }
target-has-no-holder = La cible, { $value }, n’a pas de titulaire.
give-a-rule = Donnez une règle : à la province, aux communes, ou la fin.
it-fell-on = Le { $day }, elle portait sur :
there-and-missing = Ce qui est là, et ce qui manque
counted-now =
    { $n ->
        [one] Compté à l’instant dans { $n-shown } texte enregistré.
       *[other] Compté à l’instant dans les { $n-shown } textes enregistrés.
    }
there = Là
missing-head = Manque
there-texts =
    { $n ->
        [one] texte, dont { $sessions-shown } compte rendu de séance
       *[other] textes, dont { $sessions-shown } compte rendu de séance
    }
there-targets =
    { $n ->
        [one] cible chiffrée
       *[other] cibles chiffrées
    }
there-tasks =
    { $n ->
        [one] tâche, dont { $due-shown } avec échéance
       *[other] tâches, dont { $due-shown } avec échéance
    }
there-baselines =
    { $n ->
        [one] situation de départ
       *[other] situations de départ
    }
there-units =
    { $n ->
        [one] province ou commune ouverte
       *[other] provinces et communes ouvertes
    }
missing-holder =
    { $n ->
        [one] cible sans titulaire : son niveau a pris fin
       *[other] cibles sans titulaire : leur niveau a pris fin
    }
missing-due =
    { $n ->
        [one] tâche sans échéance
       *[other] tâches sans échéance
    }
missing-body =
    { $n ->
        [one] tâche sans organe responsable
       *[other] tâches sans organe responsable
    }
missing-person =
    { $n ->
        [one] tâche où personne n’est nommé : elle ne peut commencer
       *[other] tâches où personne n’est nommé : aucune ne peut commencer
    }
missing-target-due =
    { $n ->
        [one] cible sans échéance
       *[other] cibles sans échéance
    }
missing-target-value =
    { $n ->
        [one] cible sans valeur
       *[other] cibles sans valeur
    }
missing-baseline-value =
    { $n ->
        [one] situation de départ sans valeur
       *[other] situations de départ sans valeur
    }
what-is-asked =
    { $n ->
        [one] Ce que demande la directive, et où c’est fait
       *[other] Ce que demandent les { $n-shown } directives, et où c’est fait
    }
what-is-asked-under = Passage par passage, dans nos mots. « Pas encore » fait partie de la réponse.
asks = Demande
done-on = Fait sur
not-yet = Pas encore
found-definitions = Programmes, indicateurs, tâches
page-programme = Programme
page-indicator = Indicateur
page-target = Cible
page-task = Tâche
page-tasks-by-due = Tâches par échéance
page-unit = Unité
page-baseline = Situation de départ
ended-version = A pris fin le { $day } : sa directive ne le demande plus. Affiché dans son dernier état.
definitions = Définitions
definition = Définition
definition-version = Version
superseded-since = Remplacée depuis
in-use = en vigueur
targets-set-under = Cibles fixées sous elle
set-under-definition-label = Fixée sous la définition :
kinds-of-unit-label = Types d’unité :
rule-given = La règle donnée
another-rule = Donner une autre règle
refusal-nothing-lost = Aucun niveau de cette cible n’a perdu son titulaire ; il ne faut pas de règle.
met-by-unseen = Assuré par un programme qui n’est pas partagé avec vous.
adopted-meanwhile = Quelqu’un vient d’enregistrer un texte sous le code prévu pour « { $input } ». Adoptez-le encore une fois.
