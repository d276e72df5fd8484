# Units: the network explorer, a unit, a reform.
network-on = Le réseau au { $day }
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
day-of-map = Carte du jour
show = Afficher
jump-to = Aller à :
map-and-provinces = Carte et provinces
map-label = Carte des provinces
no-outlines = Le contenu n’a pas de carte.
boundaries-of = Limites du { $day }. Choisissez une province pour l’ouvrir.
boundaries-of-another-day = Limites du { $day } ; celles du { $asked } ne sont pas dans les données. Chaque contour nomme les anciennes provinces qu’il contient.
provinces-on = Provinces au { $day }
reforms = Réformes
reform = Réforme
first-day = Premier jour
legal-act = Acte juridique
not-stated = non indiqué
code = Code
name = Nom
kind = Type
districts = Districts
communes = Communes
place = Place
kind-label = Type :
code-label = Code :
known-from-label = Connue depuis :
state-label = État :
custodian-label = Dépositaire :
state = État
open = ouverte
open-on = ouverte au { $day }
ended-on = terminée le { $day }
not-yet-begun = pas encore créée
until = jusqu’au { $day }
from-day = à partir du { $day }
until-day = jusqu’au { $day }
level-central = niveau central
level-province = niveau provincial
level-district = niveau du district
level-commune = niveau communal
level-village = niveau du village
not-to-be-confused = À ne pas confondre avec :
and-more =
    { $n ->
        [one] et { $n-shown } autre du même nom
       *[other] et { $n-shown } autres du même nom
    }
directly-below = Directement au-dessous
below-on =
    { $n ->
        [one] { $n-shown } unité au { $day }
       *[other] { $n-shown } unités au { $day }
    }
bodies-here = Organes
bodies-count =
    { $n ->
        [one] { $n-shown } organe directement rattaché
       *[other] { $n-shown } organes directement rattachés
    }
no-bodies = Aucun organe n’est chargé : l’unité tient lieu de son Comité populaire.
not-known = Ce qui n’est pas connu
before-day = Avant le { $day }
before-first-day = Le réseau des territoires est inconnu. Rien n’est deviné d’après une carte plus récente.
boundaries = Limites
boundaries-provinces-only = Les données n’ont de contours que pour les provinces.
focal-point = Point focal
no-person-named = Personne n’est nommé.
life-line = Ligne de vie
life-line-of = Ligne de vie de { $name }
life-line-under = De quoi elle a été faite, et ce qu’elle est devenue.
when = Quand
what-happened = Quoi
unit = Unité
extent = Étendue
made-of = formée de
went-to = passée à
this-unit = cette unité
ended-without-successor = terminée, sans successeur propre
whole = entière
part-share = en partie, part { $share }
part-default = en partie, part inconnue ; successeur par défaut
part-unknown = en partie, part inconnue
code-borne-by-others = Le code { $code } est ou fut aussi porté par :
code-with-day = Un code ne nomme une unité qu’avec un jour.
first-day-label = Premier jour :
legal-act-label = Acte :
divided-rule-label = Unités divisées :
without-default-label = Sans successeur par défaut :
rule-given-share = selon la part donnée
rule-default-successor = au successeur par défaut
rule-equal = à parts égales
rule-unassigned = non réparties
before-and-after = Avant et après
provinces-before-after = Les provinces avant et après
as-before = comme avant
day = Jour
network = Réseau
