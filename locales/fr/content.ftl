# Le contenu avec lequel le site fonctionne, à côté de la base.
content-title = Contenu
content-package = Paquet :
content-changes = Ce que le dossier de contenu dit autrement
content-same = Rien : ce qui est enregistré dit ce que dit le dossier.
content-changes-count =
    { $n ->
        [one] { $n-shown } différence. L’adopter enregistre une nouvelle version ; la précédente reste lisible.
       *[other] { $n-shown } différences. Les adopter enregistre de nouvelles versions ; les précédentes restent lisibles.
    }
content-adopt = Adopter ces changements
content-folder-changed = Le dossier de contenu a changé depuis l’affichage de cette page. Rien n’a été enregistré ; voici les changements tels qu’ils sont maintenant.
content-kept = Gardé tel que des personnes l’ont fait
content-kept-under = Le dossier dit autre chose, mais des personnes ont adopté ou modifié ces éléments ici. L’adoption les laisse tels quels.
content-part = Élément
content-change = Changement
content-field = Champ
content-recorded = Enregistré
content-brought = Dans le dossier
content-whole = l’élément entier
content-part-directive = Directive
content-part-objective = Objectif
content-part-indicator = Indicateur
content-part-target = Cible
content-part-task = Tâche
content-part-baseline = Situation de départ
content-part-calendar = Calendrier
content-part-form = Formulaire
content-part-regime = Règle de rapport
content-change-new = nouveau
content-change-changed = modifié
content-change-ended = prend fin
content-change-kept = gardé
content-faults = Le dossier de contenu comporte des erreurs
content-faults-under = Rien n’en est adopté tant qu’il en reste. Corrigez les fichiers et réessayez.
refusal-content-filling = Le contenu est en cours de chargement. Réessayez quand la ligne en haut de la page aura disparu.
content-file-changed = { $path } a changé depuis son adoption. Les unités ne changent que par une réforme ; ce qui est enregistré reste.
content-step-new = Nouveau dans le réseau des unités : { $step }
content-undecided =
    { $n ->
        [one] { $n-shown } droit attend une décision depuis une réforme. Qui administre son unité décide.
       *[other] { $n-shown } droits attendent une décision depuis une réforme. Qui administre leurs unités décide.
    }
