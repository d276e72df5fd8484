//! Short directives in French, as France, Morocco, Tunisia, Senegal and the Ivory Coast might write them.

use super::check;

#[test]
fn a_circular_of_france() {
    check(
        "Circulaire n° 6412-SG du 12 janvier 2025\n\
         relative à l’accessibilité des démarches en ligne\n\
         Les ministres désigneront un référent avant le 1er mars 2025.\n\
         Au moins 75 % des démarches essentielles devront être accessibles d’ici fin 2026, contre 48 % aujourd’hui.\n\
         Un point d’étape est organisé chaque trimestre par la direction interministérielle.\n",
        &[
            "document 6412-SG",
            "target >= 75 % 2026-12-31",
            "task 2025-03-01 ministres",
            "baseline 48 %",
        ],
    );
}

#[test]
fn a_strategy_of_morocco() {
    check(
        "Stratégie nationale des services numériques à l'horizon 2032\n\
         La stratégie vise à créer 150 000 emplois directs et à porter à 60 % la part des démarches dématérialisées de bout en bout.\n\
         Le Royaume ambitionne de figurer parmi les 40 premiers pays de l'indice mondial.\n\
         L'Agence de développement du digital est chargée du suivi trimestriel.\n",
        &[
            "target = 150000 count 2032-12-31",
            "target = 60 % 2032-12-31",
            "target <= 40 rank 2032-12-31",
            "task - Agence de développement du digital",
        ],
    );
}

#[test]
fn a_decree_of_tunisia() {
    check(
        "Décret n° 2023-417 du 9 mai 2023\n\
         Vu la loi n° 2004-63 du 27 juillet 2004,\n\
         Article premier. - Le ministère chargé des technologies veille à l'interconnexion des registres.\n\
         Art. 2. - Les gouverneurs transmettent un rapport mensuel à la Présidence du Gouvernement.\n\
         Art. 3. - Les collectivités locales sont tenues de publier leurs données ouvertes au plus tard le 30 septembre 2024.\n",
        &[
            "document 2023-417",
            "document 2004-63",
            "task - ministère chargé des technologies",
            "task - gouverneurs",
            "task 2024-09-30 collectivités locales",
        ],
    );
}

#[test]
fn a_plan_of_senegal_with_situation_and_goals() {
    check(
        "PLAN SECTORIEL DU NUMÉRIQUE\n\
         I. État des lieux\n\
         En 2021, le taux de pénétration d'Internet était de 46,2 %. On compte 1 240 communes et villages sans réseau, dont 310 sans électricité.\n\
         II. Objectifs à l'horizon 2028\n\
         1. Gouvernement numérique\n\
         - neuf démarches sur dix accessibles en ligne ;\n\
         - 85 % des agents formés ;\n\
         2. Inclusion\n\
         - relier 2 500 écoles à la fibre ;\n\
         - ramener à moins de 5 % la population non couverte.\n\
         III. Mise en œuvre\n\
         Le ministère de l'Économie numérique coordonne l'exécution du plan.\n",
        &[
            "target = 90 % 2028-12-31",
            "target = 85 % 2028-12-31",
            "target = 2500 count 2028-12-31",
            "target <= 5 % 2028-12-31",
            "task - ministère de l'Économie numérique",
            "baseline 46.2 %",
            "baseline 1240 count",
            "baseline 310 count",
        ],
    );
}

#[test]
fn a_council_communique_of_the_ivory_coast() {
    check(
        "Le Conseil a adopté le décret n° 2024-88 relatif à l'identifiant unique.\n\
         Le Premier ministre a demandé aux préfets de recenser les localités non desservies avant fin juin 2024.\n\
         Le taux de couverture est passé de 61 % en 2019 à 78 % en 2023 ; il devra atteindre 95 % en 2027.\n",
        &[
            "document 2024-88",
            "target = 95 % 2027-12-31",
            "task 2024-06-30 préfets",
            "baseline 61 %",
            "baseline 78 %",
        ],
    );
}
